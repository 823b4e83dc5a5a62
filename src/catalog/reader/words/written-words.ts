import { LONGEST } from '../../normalise.ts';
import { swapLayout } from '../../spelling.ts';
import type { CueBook } from '../cues/cue-book.ts';
import type { Fillers } from '../cues/fillers.ts';
import type { Part, Placed } from './parts.ts';
import type { Spelled, Speller, Sureness } from './spelled-words.ts';

/** A line's words, as they were meant and as they were written. */
export interface Line {
  readonly parts: readonly Placed[];
  readonly words: readonly string[];
  readonly written: readonly string[];
  readonly sureness: readonly Sureness[];
  readonly fillers: Fillers;
}

/** A word of Latin letters and of keys that are letters on the other layout: `hf,jnftn`, `,bkfqy`. */
const TYPED = /(?<!\S)[a-z'`[\];,.]{3,40}(?!\S)/giu;
const KEYS = /['`[\];,.]/;
const LATIN = /[a-z]/i;

/** Puts words that were typed on the other keyboard layout right, where they hold marks that are letters there. */
export function mendLayout(text: string, isWord: (word: string) => boolean): string {
  // Most lines are all Cyrillic.
  if (!LATIN.test(text)) return text;
  return text.slice(0, LONGEST).replace(TYPED, (typed) => {
    const ends = typed.match(/[,.;]+$/)?.[0] ?? '';
    for (const tail of ['', ends]) {
      const body = typed.slice(0, typed.length - tail.length).toLowerCase();
      if (KEYS.test(body) && isWord(swapLayout(body))) return swapLayout(body) + tail;
    }
    return typed;
  });
}

/** @returns the parts' words respelled and numbered through; "негрузит" becomes two. */
export function lineOf(parts: readonly Part[], speller: Speller, cues: CueBook): Omit<Line, 'fillers'> {
  const words: string[] = [];
  const written: string[] = [];
  const sureness: Sureness[] = [];
  const slipped = parts.some((part) => part.words.some((word) => speller.spell(word).slipped));
  const placed = parts.map(({ words: said, mark, contrasts }) => {
    const start = words.length;
    for (const original of said) {
      const spelled = (slipped && unslip(original, cues)) || speller.spell(original);
      const pieces = unglue(spelled.word, cues);
      for (const piece of pieces) {
        words.push(piece);
        written.push(original);
        sureness.push(spelled.sureness);
      }
    }
    return { words: words.slice(start), mark, contrasts, start, end: words.length };
  });
  return { parts: placed, words, written, sureness };
}

/** Short words tell nothing alone; among words of the other layout `yt` is "не" and no YouTube, `dr` is "вк". */
function unslip(word: string, { knows }: CueBook): Spelled | null {
  const swapped = /^[a-z]{1,2}$/.test(word) ? swapLayout(word) : word;
  return swapped !== word && knows(swapped) ? { word: swapped, sureness: 'respelled', slipped: true } : null;
}

function unglue(word: string, cues: CueBook): string[] {
  if (word.length < 6 || !word.startsWith('не') || cues.knows(word)) return [word];
  const verb = word.slice(2);
  const isVerb = ['works', 'works/cannot-connect', 'works/messages'].some((name) => cues.is(verb, name));
  return isVerb ? ['не', verb] : [word];
}
