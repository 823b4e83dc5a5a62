import { type Cell, cellKey, parentsOf } from './cell.ts';

/** A cell that could be listed. */
export interface Candidate {
  readonly cell: Cell;
  /** The established people who spoke in it. */
  readonly people: ReadonlySet<number>;
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
  const listed: { cell: Cell; people: ReadonlySet<number>; covered: Set<number> }[] = [];
  for (const { cell, people } of candidates.toSorted(byRank)) {
    if (people.size <= k) continue;
    const above = listed.filter((other) => contains(other.cell, cell));
    const below = listed.filter((other) => contains(cell, other.cell));
    const covered = new Set(below.flatMap((other) => [...other.people]));
    if (people.size - covered.size <= k) continue;
    if (above.some((other) => remainder(other, people) <= k)) continue;
    for (const other of above) for (const person of people) other.covered.add(person);
    listed.push({ cell, people, covered });
  }
  return listed.map(({ cell }) => cell);
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

function contains(wide: Cell, narrow: Cell): boolean {
  if (wide === narrow) return false;
  return (
    (wide.region === null || wide.region === narrow.region) &&
    (wide.city === null || wide.city === narrow.city) &&
    (wide.carrier === null || wide.carrier === narrow.carrier)
  );
}

function remainder(
  other: { people: ReadonlySet<number>; covered: ReadonlySet<number> },
  people: ReadonlySet<number>,
): number {
  let covered = other.covered.size;
  for (const person of people) if (!other.covered.has(person)) covered += 1;
  return other.people.size - covered;
}
