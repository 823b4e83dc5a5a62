import type { Cell } from './cell.ts';

/** What a correction takes back: a service, in a place and on a carrier where these are named, in all its functions. */
export type CorrectedCell = Omit<Cell, 'function'>;

/** What a moderator took back of an earlier digest. */
export interface Correction extends CorrectedCell {
  readonly day: string;
  readonly reason: 'spam' | 'mistake';
}

/** @returns whether it is the cell itself that is meant, in whatever function; neither a wider nor a narrower one. */
export function isSameCell(a: CorrectedCell, b: CorrectedCell): boolean {
  return (
    a.service === b.service &&
    a.city === b.city &&
    a.carrier === b.carrier &&
    (a.city !== null || a.region === b.region)
  );
}
