import { isFailing } from './judge.ts';
import type { CountedReport } from './report.ts';

const WINDOW_HOURS = 3;

/** Hours of the local day, 0 to 24; `to` is null when it was not over by the day's end. */
export interface TroubledHours {
  readonly from: number;
  readonly to: number | null;
}

/**
 * When a cell was failing more than usual: windows of three hours, each person's last word in each. Windows in
 * which k people or fewer spoke say nothing.
 *
 * @param reports of established people in the cell, in time order
 * @param start the day's first instant, Unix seconds
 * @param hours how many the day has: 23 or 25 where clocks change
 */
export function troubledHours(
  reports: readonly CountedReport[],
  { start, hours, norm, k }: { start: number; hours: number; norm: number; k: number },
): TroubledHours | null {
  const troubled: number[] = [];
  for (let first = 0; first + WINDOW_HOURS <= hours; first++) {
    const last = new Map<number, boolean>();
    for (const { at, person, outcome } of reports) {
      const hour = (at - start) / 3600;
      if (hour >= first && hour < first + WINDOW_HOURS) last.set(person, outcome !== 'works');
    }
    const failing = [...last.values()].filter(Boolean).length;
    if (last.size > k && isFailing(failing, last.size, norm)) troubled.push(first);
  }
  const [earliest] = troubled;
  const latest = troubled.at(-1);
  if (earliest === undefined || latest === undefined) return null;
  // A window is in trouble once most of it is: its outer hour need not be.
  const to = latest + WINDOW_HOURS - 1;
  return {
    from: Math.min(earliest + 1, latest + 1),
    to: latest + WINDOW_HOURS >= hours ? null : Math.max(to, earliest + 2),
  };
}
