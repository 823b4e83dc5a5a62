/** Classes of words that only stand between others: half of all words are of one. */
const BITS: Readonly<Record<string, number>> = { small: 1, linking: 2, between: 4 };

export type Filler = 'small' | 'linking' | 'between';

/** Which of a line's words only stand between others. */
export interface Fillers {
  is(at: number, name: Filler): boolean;
  /** Whether the word is of some class of them. */
  has(at: number): boolean;
}

/** @returns 0 for a class of words that say something */
export function fillerBit(name: string): number {
  return BITS[name] ?? 0;
}

/** @param bits by place */
export function createFillers(bits: Uint8Array): Fillers {
  return {
    is: (at, name) => ((bits[at] ?? 0) & (BITS[name] ?? 0)) !== 0,
    has: (at) => (bits[at] ?? 0) !== 0,
  };
}
