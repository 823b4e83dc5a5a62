import type { Entry } from './model.ts';

/** A smaller difference between two days says little: shares are rounded, and few people move them. */
const LEAST_CHANGE = 10;

/**
 * Yesterday's share that worked, where it is worth telling.
 *
 * @param norm whether the usual share stands beside it already: then yesterday must differ from that too
 */
export function shareBefore({ cell, before }: Pick<Entry, 'cell' | 'before'>, norm = false): number | null {
  const yesterday = before?.works ?? null;
  if (yesterday === null || cell.works === null) return null;
  const told = [cell.works, ...(norm && cell.norm !== null ? [cell.norm] : [])];
  return told.every((share) => Math.round(Math.abs(yesterday - share) * 100) >= LEAST_CHANGE)
    ? yesterday
    : null;
}
