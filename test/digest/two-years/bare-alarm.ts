import { addDays, localDay, localTime } from '../../../src/domain/day.ts';
import type { Channel } from '../../../src/store/channels.ts';

/** What is commonly done instead of a ledger: at its hour an alarm posts yesterday. @returns the day, or null */
export function ring({ zone, digestAt }: Channel, now: number): string | null {
  return localTime(now, zone) === digestAt ? addDays(localDay(now, zone), -1) : null;
}
