import type { Catalog } from '../../catalog/catalog.ts';
import type { Reader } from '../../catalog/reader/reader.ts';
import type { Choice } from '../../chat/doc.ts';
import { inRows } from '../dialog.ts';
import { question, type Setting, setTo } from './setting.ts';

const FIRST_HOUR = 7;
const LAST_HOUR = 23;
const HOURS_IN_ROW = 6;
const ZONES_IN_ROW = 2;
const TIME = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/;

/** The local time at which the day before is posted. */
export function createHourSetting(): Setting {
  return {
    name: 'hour',
    typed: true,
    describe: ({ digestAt }) => digestAt,
    ask: (channel, speech) => {
      const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, index) => {
        const time = `${String(FIRST_HOUR + index).padStart(2, '0')}:00`;
        return { label: time, command: setTo(channel, 'hour', time) };
      });
      const text = speech.t('channel-ask-hour', { zone: channel.zone });
      return question(channel, speech, text, inRows(hours, HOURS_IN_ROW));
    },
    read: (words, channel, speech) => {
      const [, hour, minute = '00'] = TIME.exec(words) ?? [];
      if (hour === undefined) return { problem: question(channel, speech, speech.t('channel-bad-hour'), []) };
      return { changes: { digestAt: `${hour.padStart(2, '0')}:${minute}` } };
    },
  };
}

/** The zone whose days are told, by its name or by a town in it. */
export function createZoneSetting({ catalog, reader }: { catalog: Catalog; reader: Reader }): Setting {
  const zoneOf = (words: string): string | null => {
    const known = canonicalZone(words);
    if (known !== null) return known;
    const { city } = reader.readArguments(words);
    return catalog.cities.find(({ id }) => id === city)?.timezone ?? null;
  };

  return {
    name: 'zone',
    typed: true,
    describe: ({ zone }) => zone,
    ask: (channel, speech) => {
      const choices: Choice[] = mainZones(catalog, speech.now).map(({ zone, city, offset }) => ({
        label: `${speech.names.city(city)}, UTC${offset}`,
        command: setTo(channel, 'zone', zone),
      }));
      return question(channel, speech, speech.t('channel-ask-zone'), inRows(choices, ZONES_IN_ROW));
    },
    read: (words, channel, speech) => {
      const zone = zoneOf(words);
      return zone === null
        ? { problem: question(channel, speech, speech.t('channel-bad-zone'), []) }
        : { changes: { zone } };
    },
  };
}

/** @returns the zone as IANA spells it; null where there is none of that name. A mere offset is none. */
function canonicalZone(words: string): string | null {
  if (!/^[a-z]+(?:[/_+-][a-z0-9]+)*$/i.test(words)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(words).timeZoneId;
  } catch {
    return null;
  }
}

interface MainZone {
  readonly zone: string;
  /** The largest town in it. */
  readonly city: string;
  /** `+03` */
  readonly offset: string;
}

/** For each distance from Greenwich the zone in which most people live, from west to east. */
function mainZones(catalog: Catalog, now: number): MainZone[] {
  const people = new Map<string, number>();
  for (const { timezone, population } of catalog.cities)
    people.set(timezone, (people.get(timezone) ?? 0) + population);
  const instant = Temporal.Instant.fromEpochMilliseconds(now * 1000);
  const byOffset = new Map<number, string>();
  for (const zone of people.keys()) {
    const offset = instant.toZonedDateTimeISO(zone).offsetNanoseconds;
    const other = byOffset.get(offset);
    if (other === undefined || (people.get(other) ?? 0) < (people.get(zone) ?? 0)) byOffset.set(offset, zone);
  }
  return [...byOffset.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, zone]) => ({
      zone,
      city: catalog.cities.find(({ timezone }) => timezone === zone)?.id ?? zone,
      offset: instant.toZonedDateTimeISO(zone).offset.replace(':00', ''),
    }));
}
