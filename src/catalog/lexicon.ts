import type { Catalog } from './catalog.ts';
import { SMALL_WORDS } from './cues.ts';
import { stemOf, swapLayout, transliterate, unmixTwins, wordsOf } from './normalise.ts';

export const KINDS = ['service', 'city', 'carrier', 'region', 'symptom'] as const;
export type Kind = (typeof KINDS)[number];

/** A name that stands in a text. */
export interface Match {
  readonly kind: Kind;
  /** All rows that bear the name, the likeliest first: towns of one name, the most populous first. */
  readonly ids: readonly string[];
  /** Also an ordinary word. */
  readonly weak: boolean;
  /** The words it covers; `end` is outside. */
  readonly start: number;
  readonly end: number;
}

/** Finds the catalog's names in words. */
export interface Lexicon {
  /** @returns what the words name, longest names first, none overlapping another of its kind. */
  find(words: readonly string[]): Match[];
}

interface Entry {
  readonly kind: Kind;
  readonly ids: string[];
  weak: boolean;
}

/** Towns whose names are ordinary words: they count only after a preposition or beside other names. */
const ORDINARY = new Set(
  (
    'мир свободный белый остров холм луга дно бор буй кола советский полярный заречный лесной отрадное отрадный ' +
    'удачный мирный майский октябрьский ключи радужный красный гай тайга озеры электроугли ковров пушкин маркс ' +
    'чехов королев северный нижний верхний новый старый первомайский комсомольский солнечный приморск дивное'
  ).split(' '),
);

export function createLexicon(catalog: Catalog): Lexicon {
  const exact = new Map<string, Entry[]>();
  const stems = new Map<string, Entry[]>();
  let longest = 1;

  const put = (map: Map<string, Entry[]>, key: string, kind: Kind, id: string, weak: boolean) => {
    const entries = map.get(key) ?? [];
    map.set(key, entries);
    const entry = entries.find((known) => known.kind === kind);
    if (!entry) entries.push({ kind, ids: [id], weak });
    else if (entry.weak && !weak) entries.splice(entries.indexOf(entry), 1, { kind, ids: [id], weak });
    else if (entry.weak === weak && !entry.ids.includes(id)) entry.ids.push(id);
  };

  const add = (kind: Kind, id: string, name: string, weak: boolean) => {
    const words = wordsOf(name);
    if (words.length === 0) return;
    longest = Math.max(longest, words.length);
    const key = words.join(' ');
    const doubtful = weak || (kind === 'city' && ORDINARY.has(key));
    put(exact, key, kind, id, doubtful);
    if (/[а-я]/.test(key)) put(stems, words.map(stemOf).join(' '), kind, id, doubtful);
    // "Киров" ends as "звонков" does, but is a nominative: its cases are "Кирова", "в Кирове".
    if (/[ое]в$/.test(key))
      put(stems, [...words.slice(0, -1).map(stemOf), words.at(-1)].join(' '), kind, id, doubtful);
  };

  for (const service of catalog.services) addNames('service', service, add);
  for (const carrier of catalog.carriers) addNames('carrier', carrier, add);
  for (const city of catalog.cities) addNames('city', city, add);
  for (const region of catalog.regions) {
    for (const name of [region.name.ru, region.name.en, ...region.aliases])
      add('region', region.id, name, false);
  }
  for (const symptom of catalog.symptoms)
    for (const name of symptom.aliases) add('symptom', symptom.id, name, false);

  const lookUp = (words: readonly string[]): Entry[] =>
    exact.get(words.join(' ')) ??
    (words.every(isInflected) ? stems.get(words.map(stemOf).join(' ')) : undefined) ??
    (words.length === 1 ? guess(words[0] ?? '') : []);

  /** Other ways to write one word; only names that are no ordinary words may be guessed at. */
  const guess = (word: string): Entry[] => {
    for (const way of otherWays(word)) {
      const found = exact.get(way) ?? (way.length > 4 ? stems.get(stemOf(way)) : undefined);
      const certain = found?.filter((entry) => !entry.weak && entry.kind !== 'symptom') ?? [];
      if (certain.length > 0) return certain;
    }
    return [];
  };

  return {
    find: (words) => {
      const claims = createClaims();
      const matches: Match[] = [];
      for (let size = Math.min(longest, words.length); size > 0; size--) {
        for (let start = 0; start + size <= words.length; start++) {
          for (const entry of lookUp(words.slice(start, start + size))) {
            const match = { ...entry, start, end: start + size };
            if (claims(match)) matches.push(match);
          }
        }
      }
      return matches;
    },
  };
}

/** Small words have no case ending to take off: "не" is not the town of Нея. */
function isInflected(word: string): boolean {
  return word.length >= 3 && !SMALL_WORDS.has(word);
}

/** A longer name owns its words, "белый список" is not the town of Белый; a single word may be two things. */
function createClaims(): (match: Match) => boolean {
  const taken = new Set<string>();
  return ({ kind, weak, start, end }) => {
    const places = Array.from({ length: end - start }, (_, offset) => `${start + offset}`);
    if (places.some((place) => taken.has(place) || taken.has(`${kind} ${place}`))) return false;
    const owned = end - start > 1 && !weak;
    for (const place of places) taken.add(owned ? place : `${kind} ${place}`);
    return true;
  };
}

function otherWays(word: string): string[] {
  const ways: (string | null)[] = [
    unmixTwins(word),
    /^[a-z]+$/.test(word) && word.length > 3 ? transliterate(word) : null,
    word.length > 2 ? swapLayout(word) : null,
  ];
  return ways.flatMap((way) => (way === null || way === word ? [] : [way]));
}

function addNames(
  kind: Kind,
  row: {
    id: string;
    name: { ru: string; en: string };
    aliases: readonly string[];
    weakAliases: readonly string[];
  },
  add: (kind: Kind, id: string, name: string, weak: boolean) => void,
): void {
  const weak = new Set(row.weakAliases);
  for (const name of [row.id, row.name.ru, row.name.en, ...row.aliases])
    if (!weak.has(name)) add(kind, row.id, name, false);
  for (const name of row.weakAliases) add(kind, row.id, name, true);
}
