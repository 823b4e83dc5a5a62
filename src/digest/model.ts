import { createHash } from 'node:crypto';
import { ancestorsOf, depthOf } from '../domain/anonymity.ts';
import { cellKey } from '../domain/cell.ts';
import type { DayResult, PublishedCell } from '../domain/result.ts';
import type { DigestNotes } from './notes.ts';

/** What one digest says; plain data, the reader's order. */
export interface DigestModel extends DigestNotes {
  readonly id: string;
  readonly result: DayResult;
  readonly broke: readonly PublishedCell[];
  readonly recovered: readonly PublishedCell[];
  /** Still broken, and blocked. */
  readonly unchanged: readonly PublishedCell[];
  /** Places and carriers where it works although the service is in trouble. */
  readonly spared: readonly PublishedCell[];
  /** Services that are as usual. */
  readonly fine: readonly PublishedCell[];
  readonly unclear: readonly PublishedCell[];
  /** Main services of which too few spoke, and how many others there are. */
  readonly unknown: readonly PublishedCell[];
  readonly unknownOthers: number;
  /** The bot itself could not listen. */
  readonly deaf: boolean;
}

/**
 * @param result a day's results, or what a channel wants of them
 * @param main services that readers look for: named one by one where too few spoke
 * @param id of the whole day's results, where `result` is a part of them
 */
export function makeModel(
  result: DayResult,
  main: ReadonlySet<string>,
  notes: DigestNotes,
  id: string = digestId(result),
): DigestModel {
  const wholes = result.cells.filter((cell) => depthOf(cell) === 0 && cell.function === null);
  const parts = result.cells
    .filter((cell) => depthOf(cell) > 0 || cell.function !== null)
    .filter(differsFrom(result.cells));
  const told = [...wholes, ...parts].toSorted(byWeight);
  const silent = wholes.filter((cell) => cell.state === 'too_few' || cell.state === 'no_data');
  return {
    id,
    result,
    broke: told.filter((cell) => cell.state === 'broke'),
    recovered: told.filter((cell) => cell.state === 'recovered'),
    unchanged: told.filter((cell) => cell.state === 'still_broken' || cell.state === 'blocked'),
    spared: parts.filter((cell) => cell.state === 'fine').toSorted(byWeight),
    fine: wholes.filter((cell) => cell.state === 'fine').toSorted(byWeight),
    unclear: told.filter((cell) => cell.state === 'unclear'),
    unknown: silent.filter((cell) => main.has(cell.service)),
    unknownOthers: silent.filter((cell) => !main.has(cell.service)).length,
    deaf: silent.some((cell) => cell.state === 'no_data'),
    ...notes,
  };
}

/**
 * The digest's public number. It names a day's frozen results in a zone, from which the digests of all channels there
 * select: two with one number rest on the same results, and where they hold the same part of them they say the same.
 *
 * @param result the whole day, never a part of it
 */
export function digestId(result: DayResult): string {
  return `${result.day}-${createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 4)}`;
}

/** A part is worth a line only where it is not as the next wider one that is listed. */
function differsFrom(cells: readonly PublishedCell[]): (cell: PublishedCell) => boolean {
  const listed = new Map(cells.map((cell) => [cellKey(cell), cell]));
  const whole = (cell: PublishedCell) => ({
    ...cell,
    function: null,
    region: null,
    city: null,
    carrier: null,
  });
  return (cell) => {
    const wider = [...ancestorsOf(cell), whole(cell)].flatMap((one) => listed.get(cellKey(one)) ?? []);
    if (cell.state === 'unclear') return false;
    return isTrouble(cell) ? !wider.some(isTrouble) : wider[0] !== undefined && wider[0].state !== cell.state;
  };
}

function isTrouble({ state }: PublishedCell): boolean {
  return state === 'broke' || state === 'still_broken' || state === 'blocked';
}

/** Whole services first, then by how many people stand behind it. */
function byWeight(a: PublishedCell, b: PublishedCell): number {
  const people = (cell: PublishedCell) => Number.parseInt(cell.people ?? '0', 10);
  return depthOf(a) - depthOf(b) || people(b) - people(a) || (cellKey(a) < cellKey(b) ? -1 : 1);
}
