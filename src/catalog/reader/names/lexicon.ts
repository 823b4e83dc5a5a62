import type { Catalog } from '../../catalog.ts';
import { wordsOf } from '../../normalise.ts';
import { createTownAdjectives, type TownAdjectives } from './adjectives.ts';
import { formsOf } from './declension.ts';
import { type Kind, type Named, namesIn } from './lexicon-names.ts';

export type { Kind } from './lexicon-names.ts';

/** A name that stands in a text. */
export interface Match {
  readonly kind: Kind;
  /** All rows that bear the name, in the catalog's order. */
  readonly ids: readonly string[];
  /** Also an ordinary word. */
  readonly weak: boolean;
  /** Not in the nominative. */
  readonly declined: boolean;
  /** The words it covers, by number; `end` is outside. */
  readonly start: number;
  readonly end: number;
}

/** Finds the catalog's names in words. */
export interface Lexicon {
  /** Whether some name has the word, in one of its forms. */
  knows(word: string): boolean;
  /** Whether the word stands in some name as it is, not declined. */
  isNominative(word: string): boolean;
  /** @returns what the words name, in their order; no two of a kind overlap. */
  find(words: readonly string[]): Match[];
  /** @returns the place of the best name that the word opens: less is better known, and ordinary words come last */
  rank(word: string): number;
  /** All words of names, in all their forms. */
  readonly forms: readonly string[];
  readonly townsOf: TownAdjectives;
}

interface Phrase {
  /** In the nominative. */
  readonly words: readonly string[];
  readonly kind: Kind;
  ids: string[];
  weak: boolean;
  /** In the order of the catalog: services, then carriers and towns by size. */
  readonly nth: number;
}

/** A word of names, of which others are forms. */
interface Stem {
  readonly nominative: string;
  /** The phrases that it opens. */
  readonly opens: Phrase[];
}

/** More than there are names. */
const WEAK = 1_000_000;
/** Shorter abbreviations are not declined: "волг" (Волгоград) would take "на волге". */
const SHORTEST_DECLINED = 5;
/** A surname's feminine or an adjective of two letters less is another word. */
const VOWEL_END = /[аеиоуыэюя]$/;

export function createLexicon(catalog: Catalog): Lexicon {
  const phrases = new Map<string, Phrase>();
  /** What each form is a form of. */
  const stems = new Map<string, Stem[]>();
  /** By the word and whether it declines. */
  const learned = new Map<string, Stem>();

  const learnWord = (nominative: string, declines: boolean): Stem => {
    const key = declines ? nominative : `${nominative} `;
    const known = learned.get(key);
    if (known) return known;
    const stem: Stem = { nominative, opens: [] };
    learned.set(key, stem);
    for (const form of declines ? formsOf(nominative) : [nominative]) {
      const others = stems.get(form);
      if (others) others.push(stem);
      else stems.set(form, [stem]);
    }
    return stem;
  };

  const ownNames = new Set(catalog.cities.map(({ id, name }) => `city ${id} ${name.ru}`));
  for (const named of namesIn(catalog)) {
    const words = wordsOf(named.name);
    const phrase = learnPhrase(phrases, named, words);
    const isAlias = named.kind === 'city' && !isOwnName(ownNames, named);
    const [first] = words.map((word) => learnWord(word, declines(word, isAlias)));
    if (first && !first.opens.includes(phrase)) first.opens.push(phrase);
  }

  const isForm = (word: string, of: string): boolean =>
    word === of || (stems.get(word)?.some(({ nominative }) => nominative === of) ?? false);

  const matchAt = ({ words: own, kind, ids, weak }: Phrase, words: readonly string[], start: number) => {
    let declined = false;
    for (const [at, word] of own.entries()) {
      const said = words[start + at] ?? '';
      if (at > 0 && !isForm(said, word)) return null;
      declined ||= said !== word;
    }
    return { kind, ids, weak, declined, start, end: start + own.length };
  };

  const matchesIn = (words: readonly string[]): Match[] => {
    const found: Match[] = [];
    for (const [start, word] of words.entries()) {
      for (const { opens } of stems.get(word) ?? []) {
        for (const phrase of opens) {
          const match = matchAt(phrase, words, start);
          if (match) found.push(match);
        }
      }
    }
    return found;
  };

  return {
    forms: [...stems.keys()],
    townsOf: createTownAdjectives(catalog),
    rank: (word) => Math.min(...(stems.get(word) ?? []).flatMap(({ opens }) => opens.map(standing))),
    knows: (word) => stems.has(word),
    isNominative: (word) => stems.get(word)?.some(({ nominative }) => nominative === word) ?? false,
    find: (words) => {
      const found = matchesIn(words);
      if (!found.some((match, at) => match.start < (found[at - 1]?.end ?? 0))) return found;
      const isFree = createClaims();
      return found
        .sort((a, b) => b.end - b.start - (a.end - a.start) || rank(a) - rank(b))
        .reduce<Match[]>((kept, match) => addTo(kept, match, isFree), [])
        .sort((a, b) => a.start - b.start);
    },
  };
}

function learnPhrase(phrases: Map<string, Phrase>, { kind, id, weak }: Named, words: string[]): Phrase {
  const key = `${kind} ${words.join(' ')}`;
  const known = phrases.get(key);
  if (!known) {
    const phrase: Phrase = { words, kind, ids: [id], weak, nth: phrases.size };
    phrases.set(key, phrase);
    return phrase;
  }
  // Rows that bear a name for certain go before those that may be meant by it.
  if (known.weak && !weak) known.ids = [id, ...known.ids.filter((other) => other !== id)];
  else if (!known.ids.includes(id) && (weak === known.weak || known.weak)) known.ids.push(id);
  known.weak &&= weak;
  return known;
}

function standing({ nth, weak }: Phrase): number {
  return weak ? nth + WEAK : nth;
}

function isOwnName(ownNames: ReadonlySet<string>, { kind, id, name }: Named): boolean {
  return ownNames.has(`${kind} ${id} ${name}`);
}

function declines(word: string, isAlias: boolean): boolean {
  return !isAlias || word.length >= SHORTEST_DECLINED || VOWEL_END.test(word);
}

/** A nominative before a form of another name, a certain name before an ordinary word. */
function rank({ declined, weak }: Match): number {
  return (declined ? 2 : 0) + (weak ? 1 : 0);
}

/** Names of a kind with the same words in the same case become one match with all their rows. */
function addTo(kept: Match[], match: Match, isFree: (match: Match) => boolean): Match[] {
  const twin = kept.findIndex(
    (other) =>
      other.kind === match.kind &&
      other.start === match.start &&
      other.end === match.end &&
      other.declined === match.declined &&
      other.weak === match.weak,
  );
  const known = kept[twin];
  if (known) {
    kept[twin] = { ...known, ids: [...new Set([...known.ids, ...match.ids])] };
    return kept;
  }
  if (isFree(match)) kept.push(match);
  return kept;
}

/**
 * Longer names come first. No two names of a kind share a word, and a certain name of several words leaves
 * none of them to single ones. ("FaceTime video" is still FaceTime.)
 */
function createClaims(): (match: Match) => boolean {
  const claimed = new Set<string>();
  return ({ kind, weak, start, end }) => {
    const single = end - start === 1;
    for (let at = start; at < end; at++) {
      if (claimed.has(`${kind} ${at}`) || (single && kind !== 'service' && claimed.has(`${at}`)))
        return false;
    }
    for (let at = start; at < end; at++) {
      claimed.add(`${kind} ${at}`);
      if (!single && !weak) claimed.add(`${at}`);
    }
    return true;
  };
}
