import { addDays, daySpan } from './domain/day.ts';
import type { Store } from './store/store.ts';

const HOUR = 3600;
const DAY = 86_400;

/** What keeps the store small and its promises true; to be run now and then. */
export interface Housekeeping {
  /** Rotates keys and blanks the pseudonyms of dead ones: at every start and whenever the clock says so. */
  rotateKeys(now: number): Promise<void>;
  /** Erases what is past its time and rounds the times of closed days. Once an hour is enough. */
  tidy(now: number, openSince: number): Promise<void>;
}

export function createHousekeeping(store: Store, retentionDays: number): Housekeeping {
  let roundedUntil: number | null = null;
  return {
    rotateKeys: async (now) => {
      await store.keys.rotate(now);
      // Not only after a rotation: the program may have ended between the two.
      await store.people.blankDead();
    },
    tidy: async (now, openSince) => {
      await store.handled.prune(now);
      await store.reports.prune(now - retentionDays * DAY);
      const end = Math.floor(openSince / HOUR) * HOUR;
      const start = Math.max(roundedUntil ?? 0, (await store.reports.firstAt()) ?? end);
      for (let day = Math.floor(start / HOUR) * HOUR; day < end; day += DAY) {
        await store.reports.roundToHours({ start: day, end: Math.min(day + DAY, end) });
      }
      roundedUntil = end;
      await store.database.truncateLog();
    },
  };
}

/**
 * @param closed for each zone in use the last day that is closed; null where none is
 * @returns start of the earliest day that some zone has not closed, Unix seconds; `now` when nothing was ever closed
 */
export function earliestOpenDay(closed: ReadonlyMap<string, string | null>, now: number): number {
  const starts = [...closed].map(([zone, day]) =>
    day === null ? now : daySpan(addDays(day, 1), zone).start,
  );
  return Math.min(now, ...starts);
}
