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
const SLOTS = 1 << 20;

/**
 * Words are found by what is left of them after one or two letters are taken out: a word and its typo share
 * such a rest. Rests are kept as numbers in flat tables, some 8 MB for 20,000 words.
 */
export function createTypoIndex(words: Iterable<string>): TypoIndex {
  const known = [...new Set(words)].filter((word) => word.length >= SHORTEST && word.length <= LONGEST);
  const heads = new Int32Array(SLOTS).fill(-1);
  const owners: number[] = [];
  const nexts: number[] = [];

  for (const [owner, word] of known.entries()) {
    forRests(word, editsFor(word.length), (rest) => {
      const slot = rest & (SLOTS - 1);
      owners.push(owner);
      nexts.push(heads[slot] ?? -1);
      heads[slot] = owners.length - 1;
    });
  }

  const candidates = (word: string): ReadonlySet<number> => {
    const found = new Set<number>();
    forRests(word, editsFor(word.length), (rest) => {
      for (let at = heads[rest & (SLOTS - 1)] ?? -1; at >= 0; at = nexts[at] ?? -1)
        found.add(owners[at] ?? 0);
    });
    return found;
  };

  return {
    nearest: (word) => {
      if (word.length < SHORTEST || word.length > LONGEST) return [];
      const near = [...candidates(word)].flatMap((owner) => likelyOf(word, known[owner] ?? ''));
      const fewest = Math.min(...near.map(({ edits }) => edits));
      return near.filter(({ edits }) => edits === fewest);
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

/** Calls back with a number for the word and for each rest of it, some more than once. */
function forRests(word: string, edits: 1 | 2, visit: (rest: number) => void): void {
  visit(hashWithout(word, -1, -1));
  for (let first = 0; first < word.length; first++) {
    visit(hashWithout(word, first, -1));
    if (edits === 2) {
      for (let second = first + 1; second < word.length; second++) visit(hashWithout(word, first, second));
    }
  }
}

function hashWithout(word: string, first: number, second: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) {
    if (at === first || at === second) continue;
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Letters to put in, take out, replace or swap with their neighbour (optimal string alignment).
 *
 * @returns the number, or one more than `most` when there are more
 */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cheapest(a, b, i, j, row, last, before));
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

function cheapest(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  last: readonly number[],
  before: readonly number[],
): number {
  const same = a[i - 1] === b[j - 1];
  const cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost;
}
