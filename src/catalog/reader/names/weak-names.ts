import { coverOf, placesOf } from '../spans.ts';
import type { Placed } from '../words/parts.ts';
import type { Kind, Match } from './lexicon.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What stands before a name for certain. */
const BEFORE: Readonly<Record<Kind, ReadonlySet<string>>> = {
  service: set('в во на с без по in on with without мессенджер приложение app messenger через via'),
  city: set('в во из под с на к по над около возле v vo iz г город городе городу весь вся in from near пгт'),
  carrier: set('на na у от через on via оператор провайдер с по сим симка симке симки'),
  region: set('в во на из in from v na iz'),
};

/** What a name that may be something else is judged by. */
export interface Surroundings {
  readonly parts: readonly Placed[];
  readonly words: readonly string[];
  /** Words of the report itself, beside which a name may stand. */
  readonly links: (at: number) => boolean;
  /** Words that were guessed from a typo: a name of them is as doubtful as an ordinary word. */
  readonly isGuessed: (at: number) => boolean;
  /** Whether it is an ordinary word of which a name only happens to be a form. */
  readonly isOrdinary: (match: Match) => boolean;
  /** Whether the line is a report by all else that it says. */
  readonly isReportLike: boolean;
}

/**
 * Leaves out names that are ordinary words where they do not stand as names do: "макс" in "макс не работает" is
 * one, "max" in "max speed" is not. A name stands among other names, at an edge of its part of the sentence or
 * beside words of the report itself; a town or carrier that is declined stands after its preposition.
 */
export function withoutOrdinaryWords(matches: readonly Match[], surroundings: Surroundings): Match[] {
  const { parts, words, links, isGuessed, isOrdinary, isReportLike } = surroundings;
  const isDoubtful = (match: Match) =>
    match.weak ||
    (match.kind === 'city' && isOrdinary(match)) ||
    ((match.kind === 'city' || match.kind === 'region') && placesOf(match).some(isGuessed));
  const certain = matches.filter((match) => !isDoubtful(match));
  if (certain.length === matches.length) return certain;
  const isCertain = coverOf(certain);
  const isNamed = coverOf(matches);
  const edges = new Set(parts.flatMap(({ start, end }) => [start, end]));

  const standsBeside = (place: number, edge: number): boolean =>
    edges.has(edge) || isNamed(place) || links(place);

  const isName = (match: Match): boolean => {
    if (!isDoubtful(match)) return true;
    if (placesOf(match).some(isCertain)) return false;
    const introduced = BEFORE[match.kind].has(words[match.start - 1] ?? '');
    if (introduced) return true;
    if (match.declined && match.kind !== 'service') return false;
    if (match.kind === 'service' && isReportLike) return true;
    return standsBeside(match.start - 1, match.start) && standsBeside(match.end, match.end);
  };
  return matches.filter(isName);
}
