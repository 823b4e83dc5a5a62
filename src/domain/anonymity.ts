import { type Cell, cellKey, parentsOf } from './cell.ts';

/** A cell that could be listed. */
export interface Candidate {
  readonly cell: Cell;
  /** The established people who spoke in it, by their numbers. */
  readonly people: ReadonlyMap<number, unknown>;
  /** 0 is what readers must not miss; the rest as far as anonymity allows. */
  readonly rank: number;
}

/**
 * Which cells of one service and function may be shown beside one another. More than k people must have spoken
 * in a cell, so that k others stand beside any one of them; and what remains of every listed cell without all
 * that is listed below it must be more than k too, or a small group could be had by subtraction.
 *
 * Greedy: by rank, then from wide to narrow and from large to small. A wide cell that comes late and whose
 * remainder is small is left out for the narrow one that is the news.
 *
 * @param candidates with the country's cell among them, which is always listed
 */
export function selectListed(candidates: readonly Candidate[], k: number): Cell[] {
  const listed = new Map<string, Candidate>();
  // Of every cell, listed or not, the people of all that is listed below it.
  const covered = new Map<string, Set<number>>();
  const coveredIn = (key: string) => covered.getOrInsertComputed(key, () => new Set());
  for (const candidate of candidates.toSorted(byRank)) {
    const { cell, people } = candidate;
    if (people.size - (covered.get(cellKey(cell))?.size ?? 0) <= k) continue;
    const wider = ancestorsOf(cell).map(cellKey);
    const leavesTooFew = (key: string) => {
      const above = listed.get(key);
      return above !== undefined && above.people.size - sizeOfUnion(coveredIn(key), people) <= k;
    };
    if (wider.some(leavesTooFew)) continue;
    for (const key of wider) for (const person of people.keys()) coveredIn(key).add(person);
    listed.set(cellKey(cell), candidate);
  }
  return [...listed.values()].map(({ cell }) => cell);
}

function sizeOfUnion(set: ReadonlySet<number>, more: ReadonlyMap<number, unknown>): number {
  let size = set.size;
  for (const person of more.keys()) if (!set.has(person)) size += 1;
  return size;
}

/** @returns how wide a cell is open: 0 for the whole country and all carriers. */
export function depthOf({ region, city, carrier }: Cell): number {
  return Number(region !== null) + Number(city !== null) + Number(carrier !== null);
}

/** @returns all wider cells, each once, the nearest first. */
export function ancestorsOf(cell: Cell): Cell[] {
  const found = new Map<string, Cell>();
  for (let level = parentsOf(cell); level.length > 0; level = level.flatMap(parentsOf)) {
    for (const parent of level) found.set(cellKey(parent), parent);
  }
  return [...found.values()];
}

function byRank(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || depthOf(a.cell) - depthOf(b.cell) || b.people.size - a.people.size;
}
