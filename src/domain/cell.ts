import type { ServiceFunction } from './report.ts';

/** Service × function × place × carrier; an open dimension is null. A city's cell names its region too. */
export interface Cell {
  readonly service: string;
  /** Null is the service as a whole, which is not the sum of its functions. */
  readonly function: ServiceFunction | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
}

/** @returns a string that two cells share only if they are the same cell. */
export function cellKey(cell: Cell): string {
  return `${cell.service}/${cell.function ?? ''}/${cell.region ?? ''}/${cell.city ?? ''}/${cell.carrier ?? ''}`;
}

/**
 * The cells one step wider: all carriers, or the next larger place. The country's cell for all carriers has none.
 */
export function parentsOf(cell: Cell): Cell[] {
  const parents: Cell[] = [];
  if (cell.carrier !== null) parents.push({ ...cell, carrier: null });
  if (cell.city !== null) parents.push({ ...cell, city: null });
  else if (cell.region !== null) parents.push({ ...cell, region: null });
  return parents;
}
