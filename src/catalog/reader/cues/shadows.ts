import { isWithin } from '../spans.ts';
import type { Cue } from './cue-book.ts';

/** What makes a stretch of talk something else than a statement, and words that fail by themselves. */
const SHADOWED = new Set(
  'ask ask-first if news news-soft plan chat contact advert never fails no'.split(' '),
);
/** Phrases that mean something of their own. */
const SHADOWING = new Set('saying not no works ok fails recovered vpn-only vpn-even vpn-either'.split(' '));

/**
 * Leaves out what a longer phrase has in it: "ни у кого" asks nothing, "не то чтобы" wishes nothing, and "никак" in
 * "никак не запомнит" is no fault.
 */
export function withoutShadowed(cues: readonly Cue[]): Cue[] {
  const long = cues.filter(({ family, start, end }) => end - start > 1 && SHADOWING.has(family));
  if (long.length === 0) return [...cues];
  const isShadowed = (cue: Cue) =>
    long.some(
      (other) =>
        other.end - other.start > cue.end - cue.start &&
        isWithin(cue, other) &&
        (other.name === 'saying' || SHADOWED.has(cue.family)),
    );
  return cues.filter((cue) => !isShadowed(cue));
}
