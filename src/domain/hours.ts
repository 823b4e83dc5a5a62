import { isFailing, usualFailing } from './judge.ts';
import type { CountedReport } from './report.ts';
import { surprise } from './share.ts';

/** Trouble is looked for in windows of these lengths, at every full hour. */
const WINDOW_HOURS = [1, 2, 3, 4, 5, 6, 8, 10, 12];

/** Hours since the day began, 0 to 25; `to` is null when it was not over by the day's end. */
export interface TroubledHours {
  readonly from: number;
  readonly to: number | null;
}

/** How many said in a window that it does not work plainly, of how many. */
export interface WindowVotes {
  readonly failing: number;
  readonly all: number;
}

/**
 * When a cell was failing more than usual: of all windows in which it surely was, the one that chance explains least
 * (a scan statistic; J. Naus, "The distribution of the size of the maximum cluster", JASA 60, 1965). Each person's last
 * word in a window counts there; windows in which k people or fewer spoke say nothing.
 *
 * @param reports of established people in the cell, the newest first
 * @param start the day's first instant, Unix seconds
 * @param hours how many the day has: 23 or 25 where clocks change
 */
export function troubledHours(
  reports: readonly CountedReport[],
  { start, hours, norm, k }: { start: number; hours: number; norm: number; k: number },
): TroubledHours | null {
  const said = reports.filter(({ outcome }) => outcome !== 'works').length;
  // Were they all in one window, and as few others as may be: most cells need no closer look.
  if (!isFailing(said, Math.max(said, k + 1), norm, 1)) return null;
  const firsts = firstBefore(reports, start, hours);
  const count = createCounter(reports);
  const windows = WINDOW_HOURS.flatMap((length) =>
    Array.from({ length: Math.max(0, hours - length + 1) }, (_, from) => ({ from, to: from + length })),
  )
    .map(({ from, to }) => ({ from, to, ...count(firsts[to] ?? 0, firsts[from] ?? 0) }))
    .filter(({ all }) => all > k);
  let worst: TroubledHours | null = null;
  let most = 0;
  for (const { from, to, failing, all } of windows) {
    const found = surprise(failing, all, usualFailing(norm));
    if (found <= most || !isFailing(failing, all, norm, windows.length)) continue;
    most = found;
    worst = { from, to: to >= hours ? null : to };
  }
  return worst;
}

/** @param reports the newest first @returns a function that counts the last words in a stretch of them */
export function createCounter(reports: readonly CountedReport[]): (from: number, to: number) => WindowVotes {
  const numbers = new Map<number, number>();
  const people = Int32Array.from(reports, ({ person }) => {
    const number = numbers.get(person) ?? numbers.size;
    numbers.set(person, number);
    return number;
  });
  const fails = Uint8Array.from(reports, ({ outcome }) => (outcome === 'works' ? 0 : 1));
  // Who was heard in which window, instead of a new set for each.
  const heard = new Int32Array(numbers.size);
  let window = 0;
  return (from, to) => {
    window += 1;
    let all = 0;
    let failing = 0;
    for (let index = from; index < to; index++) {
      const person = people[index] as number;
      if (heard[person] === window) continue;
      heard[person] = window;
      all += 1;
      failing += fails[index] as number;
    }
    return { failing, all };
  };
}

/** @returns for each hour the index of the first report, the newest first, that was made before it */
function firstBefore(reports: readonly CountedReport[], start: number, hours: number): number[] {
  const indexes: number[] = [];
  let index = reports.length;
  for (let hour = 0; hour <= hours; hour++) {
    while (index > 0 && (reports[index - 1] as CountedReport).at < start + hour * 3600) index -= 1;
    indexes.push(index);
  }
  return indexes;
}
