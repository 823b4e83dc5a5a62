import { type Cell, cellKey } from '../../src/domain/cell.ts';
import type { Span } from '../../src/domain/day.ts';
import { listedFor } from '../../src/domain/listed.ts';
import type { CountedReport } from '../../src/domain/report.ts';
import type { DayResult } from '../../src/domain/result.ts';
import { type CellTally, tally } from '../../src/domain/tally.ts';
import type { Country, Trouble } from './country.ts';
import { gradeOutage } from './grade-outage.ts';
import type { Grades } from './grades.ts';
import type { Told } from './reports.ts';

/** A report as it is counted, with what its author went through. */
export type Known = CountedReport & { readonly truth: Told['truth'] };

/** What any judge says of a day, by `cellKey`. */
export interface Verdicts {
  /** Cells that are surely in trouble. */
  readonly alarms: ReadonlySet<string>;
  readonly fine: ReadonlySet<string>;
  /** The published day; null for a judge that publishes no shares. */
  readonly result: DayResult | null;
}

export interface Day {
  readonly country: Country;
  readonly span: Span;
  readonly k: number;
  /** All of the day, in time order. */
  readonly reports: readonly Known[];
}

const TROUBLED = new Set(['broke', 'still_broken', 'blocked']);
const SAYS_NOTHING = new Set(['too_few', 'no_data', 'unclear']);

export function verdictsOf(result: DayResult): Verdicts {
  const { cells } = result;
  return {
    alarms: new Set(cells.filter((cell) => cell.confirmed && TROUBLED.has(cell.state)).map(cellKey)),
    fine: new Set(cells.filter(({ state }) => state === 'fine' || state === 'recovered').map(cellKey)),
    result,
  };
}

/** Holds what was said of a day against what was so. */
export function gradeDay(grades: Grades, day: Day, verdicts: Verdicts): void {
  const { country, span, k, reports } = day;
  const on = country.troubles.filter((one) => one.start < span.end && one.end > span.start);
  const cells = tallyAll(reports);
  const spoken = [...cells.values()].filter(
    ({ cell, established }) => cell.function === null && established.size > k,
  );
  for (const { cell } of spoken) {
    gradeWell(grades, cell, on, day, verdicts);
    gradeBlocked(grades, cell, on, day, verdicts);
  }
  for (const trouble of on) if (trouble.kind !== 'block') gradeOutage(grades, trouble, day, verdicts);
  gradeSilence(grades, country, verdicts);
  if (!verdicts.result) return;
  gradeCoverage(grades, spoken, verdicts.result, k);
  gradeShares(grades, verdicts.result, cells, reports);
}

export function tallyAll(reports: readonly CountedReport[]): Map<string, CellTally> {
  const services = Map.groupBy(reports, ({ service }) => service);
  return new Map([...services.values()].flatMap((group) => [...tally(group)]));
}

const SIDES = ['service', 'region', 'city', 'carrier'] as const;

/** @returns whether some of a cell's people can be hit by a trouble */
function touches(trouble: Trouble, cell: Cell): boolean {
  return SIDES.every((side) => trouble[side] === null || cell[side] === null || trouble[side] === cell[side]);
}

/** @returns whether all of a cell's people are hit by it */
function covers(trouble: Trouble, cell: Cell): boolean {
  return (
    trouble.network === null && SIDES.every((side) => trouble[side] === null || trouble[side] === cell[side])
  );
}

function gradeWell(
  grades: Grades,
  cell: Cell,
  on: readonly Trouble[],
  { country, span }: Day,
  { alarms }: Verdicts,
): void {
  if (on.some((trouble) => touches(trouble, cell))) return;
  grades.wellCells += 1;
  if (!alarms.has(cellKey(cell))) return;
  grades.falseAlarms += 1;
  const lied = country.brigades.some(
    ({ service, place, start, end }) =>
      service === cell.service &&
      start < span.end &&
      end > span.start &&
      (cell.region === null || cell.region === place.region),
  );
  if (lied) grades.confirmedLies += 1;
}

function gradeBlocked(
  grades: Grades,
  cell: Cell,
  on: readonly Trouble[],
  { span }: Day,
  { fine }: Verdicts,
): void {
  const blocked = on.some(
    (one) => one.kind === 'block' && one.start <= span.start && one.end >= span.end && covers(one, cell),
  );
  if (!blocked) return;
  grades.blockedCells += 1;
  if (fine.has(cellKey(cell))) grades.blockedCalledFine += 1;
}

function gradeSilence(grades: Grades, { silent }: Country, { fine }: Verdicts): void {
  const names = silent.map(({ city }) => `/${city}/`);
  for (const key of fine) if (names.some((name) => key.includes(name))) grades.silentCalledFine += 1;
}

function gradeCoverage(grades: Grades, spoken: readonly CellTally[], result: DayResult, k: number): void {
  for (const { cell, established } of spoken) {
    if (established.size <= 3 * k) continue;
    grades.largeCells += 1;
    const speaker = listedFor(result, cell);
    if (speaker && !SAYS_NOTHING.has(speaker.state)) grades.spokenFor += 1;
  }
}

/** Against what the same people went through, were they as honest and exact as can be. */
function gradeShares(
  grades: Grades,
  result: DayResult,
  cells: ReadonlyMap<string, CellTally>,
  reports: readonly Known[],
): void {
  const truths = tallyAll(
    reports.flatMap((one) => (one.truth === null ? [] : [{ ...one, outcome: one.truth }])),
  );
  for (const cell of result.cells) {
    const so = truths.get(cellKey(cell))?.established;
    if (cell.function !== null || cell.works === null || !so || !cells.has(cellKey(cell))) continue;
    const works = [...so.values()].filter((outcome) => outcome === 'works').length / so.size;
    grades.shares += 1;
    grades.shareError += Math.abs(cell.works - works);
  }
}
