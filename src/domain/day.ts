/** A span of instants, Unix seconds; `end` is outside it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const seconds = (instant: { epochMilliseconds: number }) => Math.floor(instant.epochMilliseconds / 1000);

/**
 * A local calendar day as instants. It lasts 23 or 25 hours where clocks change.
 *
 * @param day ISO date, `2026-11-21`
 * @param zone IANA name, `Europe/Moscow`
 * @throws RangeError for a date or zone that does not exist
 */
export function daySpan(day: string, zone: string): Span {
  const date = Temporal.PlainDate.from(day);
  return {
    start: seconds(date.toZonedDateTime(zone)),
    end: seconds(date.add({ days: 1 }).toZonedDateTime(zone)),
  };
}

/** @returns the local date of an instant (Unix seconds), `2026-11-21`. */
export function localDay(at: number, zone: string): string {
  return inZone(at, zone).toPlainDate().toString();
}

/** @returns the local time of an instant (Unix seconds), `14:05`. */
export function localTime(at: number, zone: string): string {
  return inZone(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** @returns the date so many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** @returns each date from `first` to `last`, both included; none when `last` is the earlier. */
export function daysThrough(first: string, last: string): string[] {
  const start = Temporal.PlainDate.from(first);
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, days) =>
    start.add({ days }).toString(),
  );
}

/** @returns how many days lie between two dates; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** @returns the instant (Unix seconds) at which a local clock shows `time` (`09:00`) on that day. */
export function instantOf(day: string, time: string, zone: string): number {
  return seconds(
    Temporal.PlainDate.from(day).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from(time),
    }),
  );
}

function inZone(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone);
}
