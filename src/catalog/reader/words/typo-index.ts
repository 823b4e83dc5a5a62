/** A word that was probably meant, and how many letters were mistaken. */
export interface Likely {
  readonly word: string;
  readonly edits: 1 | 2;
}

/** Finds the known words that a mistyped one may stand for. */
export interface TypoIndex {
  /** @returns the nearest words, all at the same distance; none when nothing is near enough */
  nearest(word: string): readonly Likely[];
}

/** Of four letters only two swapped ones are forgiven; from eight on two edits are. */
const SHORTEST = 4;
const ONE_EDIT = 5;
const TWO_EDITS = 8;
/** No name is longer; two letters out of a word of thousands would be millions of rests. */
const LONGEST = 24;
const SLOTS = 1 << 19;
/** FNV-1a. */
const START = 0x811c9dc5 | 0;

/**
 * Words are found by what is left of them after one or two letters are taken out: a word and its typo share
 * such a rest. Rests are kept as numbers in flat tables, some 5 MB for 20,000 words.
 *
 * @param isMain words that are found with two typos of any kind; others take half the room for fewer kinds
 */
export function createTypoIndex(
  words: Iterable<string>,
  isMain: (word: string) => boolean = () => true,
): TypoIndex {
  const known = [...new Set(words)].filter((word) => word.length >= SHORTEST && word.length <= LONGEST);
  const depths = known.map((word) => (isMain(word) ? editsFor(word.length) : 1));
  const size = known.reduce((sum, word, owner) => sum + restsOf(word.length, depths[owner] ?? 1), 0);
  /** Entries are chained by slot; entry 0 is none. */
  const heads = new Int32Array(SLOTS);
  const rests = new Int32Array(size + 1);
  const owners = new Int32Array(size + 1);
  const nexts = new Int32Array(size + 1);
  let entries = 0;
  for (const [owner, word] of known.entries()) {
    forRests(word, depths[owner] ?? 1, (rest) => {
      entries += 1;
      rests[entries] = rest;
      owners[entries] = owner;
      nexts[entries] = heads[rest & (SLOTS - 1)] ?? 0;
      heads[rest & (SLOTS - 1)] = entries;
    });
  }

  /** The question in which a word was last seen, so that it is looked at once. */
  const seen = new Int32Array(known.length);
  let question = 0;

  const candidates = (word: string, edits: 1 | 2): number[] => {
    const found: number[] = [];
    question += 1;
    forRests(word, edits, (rest) => {
      for (let at = heads[rest & (SLOTS - 1)] ?? 0; at > 0; at = nexts[at] ?? 0) {
        const owner = owners[at] ?? 0;
        if (rests[at] !== rest || seen[owner] === question) continue;
        seen[owner] = question;
        found.push(owner);
      }
    });
    return found;
  };

  return {
    nearest: (word) => {
      if (word.length < SHORTEST || word.length > LONGEST) return [];
      const near = (edits: 1 | 2) =>
        candidates(word, edits)
          .flatMap((owner) => likelyOf(word, known[owner] ?? ''))
          .filter((likely) => likely.edits === edits);
      // Most typos are one; two are looked for only where there is no such word.
      const once = near(1);
      return once.length > 0 || editsFor(word.length) === 1 ? once : near(2);
    },
  };
}

/** @returns the known word, where the other may be a typo of it */
function likelyOf(word: string, known: string): Likely[] {
  // One of the first two letters is right: people seldom mistake where a word begins.
  if (known[0] !== word[0] && known[1] !== word[1]) return [];
  const shorter = Math.min(word.length, known.length);
  if (shorter < ONE_EDIT && !isSlip(word, known)) return [];
  const allowed = editsFor(shorter);
  const edits = editsBetween(word, known, allowed);
  return edits === 0 || edits > allowed ? [] : [{ word: known, edits: edits === 1 ? 1 : 2 }];
}

/** Letters swapped or doubled: all that is forgiven in the shortest words. */
function isSlip(a: string, b: string): boolean {
  const swapped = a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
  return swapped || a.replace(/(.)\1/g, '$1') === b.replace(/(.)\1/g, '$1');
}

function editsFor(length: number): 1 | 2 {
  return length >= TWO_EDITS ? 2 : 1;
}

/** How many rests `forRests` gives for a word of the length. */
function restsOf(length: number, edits: 1 | 2): number {
  const single = 1 + length;
  return edits === 2 ? single + (length * (length - 1)) / 2 : single;
}

/** Calls back with a number for the word and for each rest of it, some more than once. */
function forRests(word: string, edits: 1 | 2, visit: (rest: number) => void): void {
  const two = edits === 2;
  visit(hashOf(word, 0, word.length, START));
  let before = START;
  for (let first = 0; first < word.length; first++) {
    visit(hashOf(word, first + 1, word.length, before));
    let between = before;
    for (let second = first + 1; two && second < word.length; second++) {
      visit(hashOf(word, second + 1, word.length, between));
      between = add(between, word.charCodeAt(second));
    }
    before = add(before, word.charCodeAt(first));
  }
}

/** The hash of what came before and of the letters from `from` on. */
function hashOf(word: string, from: number, to: number, before: number): number {
  let hash = before;
  for (let at = from; at < to; at++) hash = add(hash, word.charCodeAt(at));
  return hash ^ (hash >>> 15);
}

function add(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

/**
 * Letters to put in, take out, replace or swap with their neighbour (optimal string alignment).
 *
 * @param a of at most 24 letters, as `b`
 * @returns the number, or one more than `most` when there are more
 */
function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  for (let j = 0; j <= b.length; j++) ROWS[j] = j;
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i) > most) return most + 1;
  }
  return ROWS[(a.length % 3) * WIDTH + b.length] ?? most + 1;
}

/** Three rows of the table of distances, in turns: this one and the two before it. */
const WIDTH = LONGEST + 1;
const ROWS = new Uint8Array(3 * WIDTH);

/** @returns the least of the row */
function fillRow(a: string, b: string, i: number): number {
  const row = (i % 3) * WIDTH;
  const last = ((i + 2) % 3) * WIDTH;
  const before = ((i + 1) % 3) * WIDTH;
  ROWS[row] = i;
  let least = i;
  for (let j = 1; j <= b.length; j++) {
    const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
    let cost = Math.min(
      (ROWS[row + j - 1] ?? 0) + 1,
      (ROWS[last + j] ?? 0) + 1,
      (ROWS[last + j - 1] ?? 0) + same,
    );
    if (isSwapped(a, b, i, j)) cost = Math.min(cost, (ROWS[before + j - 2] ?? 0) + 1);
    ROWS[row + j] = cost;
    least = Math.min(least, cost);
  }
  return least;
}

function isSwapped(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}
