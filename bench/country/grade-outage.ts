import { type Cell, cellKey } from '../../src/domain/cell.ts';
import type { Span } from '../../src/domain/day.ts';
import { listedFor } from '../../src/domain/listed.ts';
import type { Trouble } from './country.ts';
import type { Day, Known, Verdicts } from './grade-day.ts';
import type { Grades } from './grades.ts';

/** An outage could be seen when so many established people spoke in it and so many of them said that it fails. */
const LEAST_SPEAKERS = 8;
const LEAST_FAILING = 0.6;
const HOUR = 3600;
/** Hours by which the published beginning may be off. */
const TOLERANCE = 2;

export function gradeOutage(grades: Grades, trouble: Trouble, day: Day, verdicts: Verdicts): void {
  for (const cell of cellsOf(trouble, day.country.usual.keys())) {
    if (!couldBeSeen(trouble, cell, day.reports)) continue;
    grades.outages += 1;
    const speaker = verdicts.result && listedFor(verdicts.result, cell);
    if (verdicts.alarms.has(cellKey(cell))) grades.seen += 1;
    else if (speaker && verdicts.alarms.has(cellKey(speaker))) grades.seenWider += 1;
    gradeBegin(grades, trouble, cell, day.span, verdicts);
  }
}

/** A whole network is an outage of every service. */
function cellsOf({ service, region, city, carrier }: Trouble, services: Iterable<string>): Cell[] {
  const names = service === null ? [...services] : [service];
  return names.map((one) => ({ service: one, function: null, region, city, carrier }));
}

function couldBeSeen({ start, end }: Trouble, cell: Cell, reports: readonly Known[]): boolean {
  const last = new Map<number, boolean>();
  for (const { established, told, at, person, outcome, ...one } of reports) {
    const inside =
      one.service === cell.service &&
      (cell.region === null || one.region === cell.region) &&
      (cell.city === null || one.city === cell.city) &&
      (cell.carrier === null || one.carrier === cell.carrier);
    if (inside && established && !told && at >= start && at < end) last.set(person, outcome !== 'works');
  }
  const failing = [...last.values()].filter(Boolean).length;
  return last.size >= LEAST_SPEAKERS && failing >= LEAST_FAILING * last.size;
}

function gradeBegin(grades: Grades, trouble: Trouble, cell: Cell, span: Span, { result }: Verdicts): void {
  const listed = result?.cells.find((one) => cellKey(one) === cellKey(cell));
  if (listed?.state !== 'broke' || listed.from === null || trouble.start < span.start) return;
  grades.begins += 1;
  const off = Number(listed.from.slice(0, 2)) - (trouble.start - span.start) / HOUR;
  if (Math.abs(off) > TOLERANCE) grades.beginsOff += 1;
}
