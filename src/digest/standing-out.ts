import { ancestorsOf, depthOf } from '../domain/anonymity.ts';
import { type Cell, cellKey } from '../domain/cell.ts';
import type { PublishedCell } from '../domain/result.ts';

export function isTrouble({ state }: PublishedCell): boolean {
  return state === 'broke' || state === 'still_broken' || state === 'blocked';
}

/** What is said of a cell, and what speaks for its surroundings. */
export interface Standing {
  readonly cell: PublishedCell;
  /** The nearest wider cell in which enough people spoke: a larger place, all carriers, or all functions. */
  readonly wider: PublishedCell | null;
}

/** @returns the cells that say more than the wider ones beside which they are listed. */
export function standingOut(cells: readonly PublishedCell[]): Standing[] {
  const listed = new Map(cells.map((cell) => [cellKey(cell), cell]));
  return cells.flatMap((cell) => {
    const wider = surroundings(cell)
      .flatMap((one) => listed.get(cellKey(one)) ?? [])
      .filter(({ people }) => people !== null);
    return differs(cell, wider) ? [{ cell, wider: wider[0] ?? null }] : [];
  });
}

function differs(cell: PublishedCell, wider: readonly PublishedCell[]): boolean {
  if (isTrouble(cell)) return !wider.some(isTrouble);
  const [nearest] = wider;
  if (nearest === undefined) return cell.people !== null;
  // That people disagree somewhere is no news where the whole is known.
  if (cell.state === 'unclear') return false;
  return cell.state === 'recovered' ? nearest.state !== 'recovered' : isTrouble(nearest);
}

function surroundings(cell: Cell): Cell[] {
  const whole = { ...cell, function: null };
  return cell.function === null
    ? ancestorsOf(cell)
    : [whole, ...ancestorsOf(cell), ...ancestorsOf(whole)].toSorted((a, b) => depthOf(b) - depthOf(a));
}
