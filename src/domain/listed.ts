import { type Cell, cellKey } from './cell.ts';
import type { DayResult, PublishedCell } from './result.ts';

const indexes = new WeakMap<DayResult, Map<string, PublishedCell>>();

/**
 * The published cell that speaks for a place: its own where it is listed, else the nearest wider one. The
 * place is widened last, since a carrier matters less than where one is.
 *
 * @returns undefined for a service that has no results at all
 */
export function listedFor(result: DayResult, cell: Cell): PublishedCell | undefined {
  let index = indexes.get(result);
  if (!index) {
    index = new Map(result.cells.map((listed) => [cellKey(listed), listed]));
    indexes.set(result, index);
  }
  const places = [cell, { ...cell, city: null }, { ...cell, city: null, region: null }];
  for (const place of places) {
    const found = index.get(cellKey(place)) ?? index.get(cellKey({ ...place, carrier: null }));
    if (found) return found;
  }
  return undefined;
}
