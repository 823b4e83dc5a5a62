import { createChance } from '../../bench/country/chance.ts';
import { type Brigade, type Country, inventCountry, type Trouble } from '../../bench/country/country.ts';
import { inventReports, type Told } from '../../bench/country/reports.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { addDays, daySpan, instantOf, localDay } from '../../src/domain/day.ts';

/** Closed days before today. */
export const DAYS = 31;
const CITIES = 24;
/** Reports a day of one person. */
const RATE = 0.8;
const HOUR = 3600;

/**
 * A month of a country that does not exist, up to now: WhatsApp, Signal, Discord and Viber are blocked as they
 * are in the list of restrictions, Telegram broke down yesterday, and a brigade is at work today.
 *
 * @param now Unix seconds
 * @returns its reports in time order; those of days that are over to the hour, as they would be kept by now
 */
export function simulateMonth(catalog: Catalog, people: number, zone: string, now: number): Told[] {
  const chance = createChance(1);
  const start = daySpan(addDays(localDay(now, zone), -DAYS), zone).start;
  const shape = {
    start,
    days: DAYS + 1,
    people,
    cities: CITIES,
    rate: RATE,
    outages: 0,
    brigades: 0,
  };
  const country = inventCountry(catalog, shape, chance);
  const eventful: Country = {
    ...country,
    troubles: [
      ...country.troubles,
      lastingBlock(country, 'discord'),
      lastingBlock(country, 'viber'),
      yesterdaysOutage(zone, now),
    ],
    brigades: [brigadeOf60(now)],
  };
  const today = daySpan(localDay(now, zone), zone).start;
  return inventReports(eventful, chance)
    .filter(({ at }) => at <= now)
    .map((told) => (told.at < today ? { ...told, at: told.at - (told.at % HOUR) } : told));
}

const EVERYWHERE = { function: null, region: null, city: null, carrier: null, network: null } as const;

function lastingBlock({ start, days }: Country, service: string): Trouble {
  const end = start + days * 24 * HOUR;
  return { kind: 'block', ...EVERYWHERE, service, start, end, shares: () => ({ works: 0.15, vpnOnly: 0.6 }) };
}

function yesterdaysOutage(zone: string, now: number): Trouble {
  const day = addDays(localDay(now, zone), -1);
  return {
    kind: 'outage',
    ...EVERYWHERE,
    service: 'telegram',
    carrier: 'mts',
    start: instantOf(day, '14:00', zone),
    end: instantOf(day, '19:00', zone),
    shares: () => ({ works: 0.1, vpnOnly: 0.1 }),
  };
}

/** Accounts made today that say one thing about one town. */
function brigadeOf60(now: number): Brigade {
  return {
    accounts: 60,
    service: 'max',
    place: { city: 'kazan', region: 'RU-TA' },
    start: now - 2 * HOUR,
    end: now,
    claims: 'fails',
  };
}
