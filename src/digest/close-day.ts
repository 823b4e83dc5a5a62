import { addDays, daySpan, localDay, localTime } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import { type DayMemory, NO_MEMORY, settleDay } from '../domain/settle-day.ts';
import type { Gaps } from '../store/gaps.ts';
import type { Reports } from '../store/reports.ts';
import type { Results } from '../store/results.ts';

/** What results are made of. */
export interface ClosingParts {
  readonly reports: Reports;
  readonly results: Results;
  readonly gaps: Gaps;
  readonly k: number;
  /** Services whose country cell is always listed. */
  readonly services: readonly string[];
  readonly restrictions: readonly { readonly service: string; readonly since: string }[];
}

/** Turns the reports of local days into results. */
export interface Closing {
  /** Closes every local day of a zone that is over, in order, and freezes it. @returns the newest closed day. */
  closeDays(zone: string, now: number): Promise<string | null>;
  /**
   * The results of a day: the frozen ones, or else made from the reports there are, and not kept.
   *
   * @param until nothing later counts, Unix seconds: for a day that is not over
   */
  resultsOf(zone: string, day: string, until?: number): Promise<DayResult>;
}

export function createClosing(parts: ClosingParts): Closing {
  const { reports, results, gaps } = parts;

  const settle = async (zone: string, day: string, before: DayMemory, until = Number.POSITIVE_INFINITY) => {
    const span = daySpan(day, zone);
    const counted = await reports.counted({ start: span.start, end: Math.min(span.end, until) });
    const deaf = await gaps.within(span);
    return settleDay(counted, before, {
      day,
      zone,
      k: parts.k,
      services: parts.services,
      restrictions: parts.restrictions,
      gaps: deaf.map(({ start, end }) => ({ from: localTime(start, zone), to: localTime(end, zone) })),
      deafHours: deaf.reduce((sum, { start, end }) => sum + (end - start) / 3600, 0),
    });
  };

  /** Where to go on from: the newest closed day, or the day before the first report. */
  const startFor = async (zone: string): Promise<{ day: string; memory: DayMemory } | null> => {
    const newest = await results.newest(zone);
    if (newest) return newest;
    const first = await reports.firstAt();
    return first === null ? null : { day: addDays(localDay(first, zone), -1), memory: NO_MEMORY };
  };

  /** Replays the days before, for a day of which nothing is frozen. */
  const memoryBefore = async (zone: string, day: string): Promise<DayMemory> => {
    const newest = await results.newest(zone);
    if (newest && newest.day < day) return replay(zone, newest.day, newest.memory, day);
    const first = await reports.firstAt();
    return first === null ? NO_MEMORY : replay(zone, addDays(localDay(first, zone), -1), NO_MEMORY, day);
  };

  const replay = async (zone: string, after: string, start: DayMemory, until: string): Promise<DayMemory> => {
    let memory = start;
    for (let day = addDays(after, 1); day < until; day = addDays(day, 1)) {
      memory = (await settle(zone, day, memory)).memory;
    }
    return memory;
  };

  return {
    closeDays: async (zone, now) => {
      const start = await startFor(zone);
      if (!start) return null;
      const today = localDay(now, zone);
      let { day: closed, memory } = start;
      for (let day = addDays(closed, 1); day < today; day = addDays(day, 1)) {
        const settled = await settle(zone, day, memory);
        await results.freeze(settled.result, settled.memory);
        memory = settled.memory;
        closed = day;
      }
      return closed;
    },

    resultsOf: async (zone, day, until) => {
      const frozen = until === undefined ? await results.get(zone, day) : null;
      if (frozen) return frozen;
      const { result } = await settle(zone, day, await memoryBefore(zone, day), until);
      return result;
    },
  };
}
