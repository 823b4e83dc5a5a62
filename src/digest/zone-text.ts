import { instantOf } from '../domain/day.ts';
import type { Text } from '../locales/texts.ts';

const zoneOffsets = new Map<string, Intl.DateTimeFormat>();

/** @returns Russian zones by name, others by their distance from Greenwich on that day. */
export function zoneText(zone: string, day: string, t: Text): string {
  const noon = new Date(instantOf(day, '12:00', zone) * 1000);
  const format = zoneOffsets.getOrInsertComputed(
    zone,
    () => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }),
  );
  const parts = format.formatToParts(noon);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return t('digest-zone', { zone: zone.replaceAll('/', '-'), offset });
}
