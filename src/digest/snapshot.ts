import { localDay } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import type { Results } from '../store/results.ts';
import type { Closing } from './close-day.ts';

/**
 * How today stands up to the last full hour, by the same rules as a closed day. Made once an hour and kept: made
 * anew it could differ by one late report, and so tell of it.
 */
export async function takeSnapshot(
  closing: Closing,
  results: Results,
  zone: string,
  now: number,
): Promise<DayResult> {
  const hour = Math.floor(now / 3600);
  const kept = await results.snapshot(zone);
  if (kept?.hour === hour) return kept.result;
  const result = await closing.resultsOf(zone, localDay(hour * 3600, zone), hour * 3600);
  await results.keepSnapshot(hour, result);
  return result;
}
