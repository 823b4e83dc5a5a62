import type { CueBook } from './cue-book.ts';
import type { Lexicon } from './lexicon.ts';
import { otherSpellings, swapLayout } from './spelling.ts';
import { createTypoIndex } from './typo-index.ts';

/** How sure one can be that a word was meant as it is read. */
export type Sureness = 'as-written' | 'respelled' | 'mended';

export interface Spelled {
  readonly word: string;
  readonly sureness: Sureness;
}

/** Reads a word as the one that was meant. */
export interface Speller {
  spell(word: string): Spelled;
  /** Whether the word is a known one typed on the other keyboard layout. */
  isLayoutSlip(word: string): boolean;
}

/** Words that are remembered; chat repeats its words. */
const REMEMBERED = 20_000;
/** Cue words from this length on are recognised with a typo; shorter ones are too like others. */
const SHORTEST_CUE = 5;

/**
 * A word that is known stays as it is. Another may be a known one on the other keyboard layout, in the other
 * alphabet or with letters that look alike; else with a typo, unless it is an ordinary word of its own.
 */
export function createSpeller(lexicon: Lexicon, cues: CueBook, ordinary: ReadonlySet<string>): Speller {
  const cueWords = cues.literals.filter((word) => word.length >= SHORTEST_CUE);
  const typos = createTypoIndex([...lexicon.forms, ...cueWords]);
  const isKnown = (word: string) => lexicon.knows(word) || cues.knows(word);
  const remembered = new Map<string, Spelled>();

  const mend = (word: string): string | null => {
    const likely = typos.nearest(word);
    const first = likely[0];
    if (!first) return null;
    // Two edits that lead to several words lead nowhere; a cue is not guessed that far.
    const isCue = (other: string) => !lexicon.knows(other);
    const meant = first.edits === 2 ? likely.filter((one) => !isCue(one.word)) : likely;
    return meant[0]?.word ?? null;
  };

  const spellAnew = (word: string): Spelled => {
    if (isKnown(word) || ordinary.has(word) || /^\d+$/.test(word)) return { word, sureness: 'as-written' };
    const others = otherSpellings(word);
    const respelled = others.find(isKnown);
    if (respelled !== undefined) return { word: respelled, sureness: 'respelled' };
    if (others.some((other) => ordinary.has(other))) return { word, sureness: 'as-written' };
    for (const way of [word, ...others]) {
      const mended = mend(way);
      if (mended !== null) return { word: mended, sureness: 'mended' };
    }
    return { word, sureness: 'as-written' };
  };

  return {
    isLayoutSlip: (word) => /^[a-z]{3,}$/.test(word) && !isKnown(word) && isKnown(swapLayout(word)),
    spell: (word) => {
      const known = remembered.get(word);
      if (known) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const spelled = spellAnew(word);
      remembered.set(word, spelled);
      return spelled;
    },
  };
}
