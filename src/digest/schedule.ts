import { addDays, daysThrough, instantOf, localDay } from '../domain/day.ts';
import type { Channel } from '../store/channels.ts';

/** After a downtime so many days are posted one by one; older ones are named in a line. */
const POSTED_DAYS = 3;

/** What a channel is owed. */
export interface Due {
  /** Closed days to post, the oldest first. */
  readonly days: readonly string[];
  /** Older days that are too late to post. */
  readonly missed: readonly string[];
}

/**
 * What is due now. Asked, not remembered: downtime, changing clocks and double starts cannot lose or double one.
 *
 * @param done days of the channel's ledger
 * @param now Unix seconds
 */
export function dueDays(channel: Channel, done: ReadonlySet<string>, now: number): Due {
  if (channel.paused) return { days: [], missed: [] };
  const last = lastDue(channel, now);
  const open = daysThrough(channel.firstDay, last).filter((day) => !done.has(day));
  const oldest = addDays(last, 1 - POSTED_DAYS);
  return { days: open.filter((day) => day >= oldest), missed: open.filter((day) => day < oldest) };
}

/** @returns the newest day whose digest is due: from its hour on the day after it. */
export function lastDue({ zone, digestAt }: Channel, now: number): string {
  const today = localDay(now, zone);
  return addDays(today, now >= instantOf(today, digestAt, zone) ? -1 : -2);
}

/** @returns whether the digest of a day comes later than the hour it was due. */
export function isLate({ zone, digestAt }: Channel, day: string, now: number): boolean {
  return now - instantOf(addDays(day, 1), digestAt, zone) > 3600;
}
