import { cellKey } from '../../src/domain/cell.ts';
import { type DayMemory, type DayOptions, settleDay } from '../../src/domain/settle-day.ts';
import { cellsOf } from '../../src/domain/tally.ts';
import { type Known, type Verdicts, verdictsOf } from './grade-day.ts';

/** So many complaints a day are an outage, and so many standard deviations above the days before. */
const COMPLAINTS = 10;
const DEVIATIONS = 3;
const LEAST_DAYS = 7;

/** A judge that is called with one day after the other. */
export type Judge = (reports: readonly Known[], options: DayOptions) => Verdicts;

/** Counts complaints, as most outage trackers do: n >= 10, or above the mean of the days before by 3 sd. */
export function complaintCounter(): Judge {
  const history = new Map<string, number[]>();
  return (reports) => {
    const today = new Map<string, number>();
    const spoken = new Set<string>();
    for (const report of reports) {
      for (const cell of cellsOf(report)) {
        const key = cellKey(cell);
        spoken.add(key);
        if (report.outcome !== 'works') today.set(key, (today.get(key) ?? 0) + 1);
      }
    }
    const alarms = new Set(
      [...today].filter(([key, count]) => isMany(count, history.get(key) ?? [])).map(([key]) => key),
    );
    for (const key of spoken) history.set(key, [...(history.get(key) ?? []), today.get(key) ?? 0]);
    return { alarms, fine: spoken.difference(alarms), result: null };
  };
}

function isMany(count: number, before: readonly number[]): boolean {
  if (before.length < LEAST_DAYS) return count >= COMPLAINTS;
  const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
  const variance = before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length;
  return count > mean + DEVIATIONS * Math.sqrt(variance) && count > mean + 1;
}

/** Our own rules, with everybody counted from the first word on. */
export function everybodyEstablished(): Judge {
  let memory: DayMemory = { firstDay: '2020-01-01', cells: {} };
  return (reports, options) => {
    const all = reports.map((report) => ({ ...report, established: true }));
    const settled = settleDay(Map.groupBy(all, ({ service }) => service).values(), memory, options);
    memory = settled.memory;
    return verdictsOf(settled.result);
  };
}
