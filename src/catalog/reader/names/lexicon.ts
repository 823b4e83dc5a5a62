import type { Catalog } from '../../catalog.ts';
import { wordsOf } from '../../normalise.ts';
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
  /** All words of names, in all their forms. */
  readonly forms: readonly string[];
}

interface Phrase {
  /** In the nominative. */
  readonly words: readonly string[];
  readonly kind: Kind;
  ids: string[];
  weak: boolean;
}

/** Shorter abbreviations are not declined: "волг" (Волгоград) would take "на волге". */
const SHORTEST_DECLINED = 5;
/** A surname's feminine or an adjective of two letters less is another word. */
const VOWEL_END = /[аеиоуыэюя]$/;

export function createLexicon(catalog: Catalog): Lexicon {
  /** What each form of a word is a form of. */
  const nominatives = new Map<string, string[]>();
  const phrases = new Map<string, Phrase>();
  /** By the forms of their first word. */
  const openings = new Map<string, Phrase[]>();

  const learnWord = (word: string, declines: boolean): readonly string[] => {
    const forms = declines ? formsOf(word) : [word];
    for (const form of forms) {
      const known = nominatives.get(form);
      if (!known) nominatives.set(form, [word]);
      else if (!known.includes(word)) known.push(word);
    }
    return forms;
  };

  const ownNames = new Set(catalog.cities.map(({ id, name }) => `city ${id} ${name.ru}`));
  for (const named of namesIn(catalog)) {
    const words = wordsOf(named.name);
    const phrase = learnPhrase(phrases, named, words);
    const isAlias = !isOwnName(ownNames, named);
    const forms = words.map((word) => learnWord(word, declines(word, isAlias && named.kind === 'city')));
    for (const form of forms[0] ?? []) {
      const known = openings.get(form);
      if (!known) openings.set(form, [phrase]);
      else if (!known.includes(phrase)) known.push(phrase);
    }
  }

  const isForm = (word: string | undefined, of: string): boolean =>
    word !== undefined && (word === of || (nominatives.get(word)?.includes(of) ?? false));

  const matchesAt = (words: readonly string[], start: number): Match[] => {
    const found: Match[] = [];
    for (const { words: own, kind, ids, weak } of openings.get(words[start] ?? '') ?? []) {
      if (!own.every((word, at) => isForm(words[start + at], word))) continue;
      const declined = !own.every((word, at) => words[start + at] === word);
      found.push({ kind, ids, weak, declined, start, end: start + own.length });
    }
    return found;
  };

  return {
    forms: [...nominatives.keys()],
    knows: (word) => nominatives.has(word),
    isNominative: (word) => nominatives.get(word)?.includes(word) ?? false,
    find: (words) => {
      const found = words.flatMap((_, start) => matchesAt(words, start));
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
    const phrase: Phrase = { words, kind, ids: [id], weak };
    phrases.set(key, phrase);
    return phrase;
  }
  // Rows that bear a name for certain go before those that may be meant by it.
  if (known.weak && !weak) known.ids = [id, ...known.ids.filter((other) => other !== id)];
  else if (!known.ids.includes(id) && (weak === known.weak || known.weak)) known.ids.push(id);
  known.weak &&= weak;
  return known;
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
