import type { Cue, CueBook } from '../cues/cue-book.ts';
import { coverOf } from '../spans.ts';
import type { Placed } from '../words/parts.ts';
import { isTypo } from '../words/spelled-words.ts';
import type { Line } from '../words/written-words.ts';
import type { Lexicon, Match } from './lexicon.ts';
import { withoutOrdinaryWords } from './weak-names.ts';

/** @returns the names that the parts of a line hold, in their order */
export type NameFinder = (line: Line, parts: readonly Placed[], cues: readonly Cue[]) => Match[];

/** Cues beside which an ordinary word may stand as a name. */
const LINKS = new Set(
  (
    'works ok fails recovered no not not-service vpn vpn-on vpn-off vpn-only vpn-even vpn-either with fixed ' +
    'mobile yesterday now morning evening night object except cease all modal'
  ).split(' '),
);
/** How things work, in plain words. */
const PLAIN = new Set(['works', 'fails', 'ok', 'recovered']);
const NETWORKS = new Set(['mobile-internet', 'home-internet']);
const PHRASE = new Set(['fails', 'ok', 'object']);

/** @param ordinary words that are never taken for a declined town without its preposition */
export function createNameFinder(lexicon: Lexicon, book: CueBook, ordinary: ReadonlySet<string>): NameFinder {
  const isOrdinary = (word: string) => ordinary.has(word) || book.knows(word);

  /** "На улице Ленинградской" names no town; nor does a village whose name is only like one. */
  const isAddress = ({ words, sureness }: Line, { kind, start, end }: Match): boolean => {
    if (kind !== 'city' && kind !== 'region') return false;
    const before = words[start - 1] ?? '';
    return (
      book.is(before, 'street') || (sureness.slice(start, end).some(isTypo) && book.is(before, 'village'))
    );
  };

  /** "Max speed"; "Артём жалуется". */
  const isOtherThing = (
    { words }: Line,
    { weak, kind, declined, start, end }: Match,
    cues: readonly Cue[],
  ): boolean => {
    if (kind === 'service') return weak && book.is(words[end] ?? '', 'not-service');
    const isPerson = kind === 'city' && weak && !declined && end - start === 1;
    return isPerson && cues.some((cue) => cue.name === 'person' && cue.start === end);
  };

  /** "Сызранский билайн", "в питерском метро": a town is meant where its adjective is said of what is local. */
  const byAdjective = ({ words, parts }: Line, named: readonly Match[]): Match[] => {
    const isNetwork = ({ kind, ids }: Match) => kind === 'carrier' || NETWORKS.has(ids[0] ?? '');
    const isTaken = coverOf(
      named.filter(({ kind, weak }) => !weak && (kind === 'city' || kind === 'region')),
    );
    return words.flatMap((word, at) => {
      const ids = lexicon.townsOf(word);
      if (ids.length === 0 || isTaken(at)) return [];
      const { start, end } = parts.find((part) => at < part.end) ?? { start: at, end: at };
      const isHere = ({ start: from, end: to }: Match) =>
        (from === at + 1 && from < end) || (to === at && at > start);
      const isLocal =
        book.is(words[at + 1] ?? '', 'local') || named.some((match) => isNetwork(match) && isHere(match));
      return isLocal ? [{ kind: 'city', ids, weak: false, declined: false, start: at, end: at + 1 }] : [];
    });
  };

  return (line, parts, cues) => {
    const isSaid = coverOf(parts);
    const isInPhrase = coverOf(cues.filter((cue) => cue.end - cue.start > 1 && PHRASE.has(cue.family)));
    const named = lexicon.find(line.words);
    const found = [...named, ...byAdjective(line, named)].filter((match) => {
      const isOfPhrase = match.weak && match.end - match.start === 1 && isInPhrase(match.start);
      const isInside = isSaid(match.start) && isSaid(match.end - 1);
      return isInside && !isOfPhrase && !isAddress(line, match) && !isOtherThing(line, match, cues);
    });
    const isPlaced = found.some((match) => !match.weak && match.kind !== 'service');
    return withoutOrdinaryWords(found, {
      parts,
      words: line.words,
      links: (at) =>
        line.fillers.is(at, 'linking') ||
        cues.some((cue) => cue.start <= at && at < cue.end && LINKS.has(cue.family)),
      isGuessed: (at) => line.sureness[at] === 'guessed',
      isOrdinary: ({ declined, start, end }) =>
        declined && end - start === 1 && isOrdinary(line.words[start] ?? ''),
      isReportLike: isPlaced && cues.some((cue) => PLAIN.has(cue.family)),
    });
  };
}
