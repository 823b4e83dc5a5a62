import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Network, ServiceFunction } from '../../src/domain/report.ts';
import type { Chance } from './chance.ts';

export interface Place {
  readonly city: string;
  readonly region: string;
}

export interface Line {
  readonly carrier: string;
  readonly network: Network;
}

/** Somebody who reports now and then. */
export interface Inhabitant {
  readonly name: string;
  readonly place: Place;
  /** What they are connected by; most have one, some a second at home. */
  readonly lines: readonly Line[];
  readonly services: readonly string[];
  /** Reports a day on an ordinary day. */
  readonly rate: number;
  /** How often they say the wrong thing. */
  readonly noise: number;
}

/** How a service stands where nothing happens: shares of reports. */
export interface Usual {
  readonly works: number;
  readonly vpnOnly: number;
}

/** What goes wrong, for whom, and when. Open sides are null. */
export interface Trouble {
  readonly kind: 'outage' | 'network' | 'block';
  readonly service: string | null;
  readonly function: ServiceFunction | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly network: Network | null;
  /** Unix seconds */
  readonly start: number;
  readonly end: number;
  /** What reports of those concerned say, by the day since the start. */
  readonly shares: (day: number) => { readonly works: number; readonly vpnOnly: number };
}

/** Accounts made to lie together. */
export interface Brigade {
  readonly accounts: number;
  readonly service: string;
  readonly place: Place;
  readonly start: number;
  readonly end: number;
  readonly claims: 'fails' | 'works';
}

export interface Country {
  /** First second of the first day, and how many days. */
  readonly start: number;
  readonly days: number;
  readonly places: readonly Place[];
  /** Places where nobody reports. */
  readonly silent: readonly Place[];
  readonly people: readonly Inhabitant[];
  readonly usual: ReadonlyMap<string, Usual>;
  readonly troubles: readonly Trouble[];
  readonly brigades: readonly Brigade[];
}

export interface Shape {
  readonly start: number;
  readonly days: number;
  readonly people: number;
  readonly cities: number;
  /** Mean reports a day of one person. */
  readonly rate: number;
  readonly outages: number;
  readonly brigades: number;
}

const SERVICES = ['whatsapp', 'telegram', 'max', 'signal', 'youtube', 'discord', 'viber', 'mobile-internet'];
const MOBILE = ['mts', 'beeline', 'megafon', 't2', 'yota'];
const FIXED = ['rostelecom', 'domru'];
const SILENT_PLACES = 6;
const DAY = 86_400;
const HOUR = 3600;

/** A country with everything in it that a digest must tell apart. */
export function inventCountry(catalog: Catalog, shape: Shape, chance: Chance): Country {
  const towns = catalog.cities.slice(0, shape.cities + SILENT_PLACES);
  const places = towns.map(({ id, regionId }) => ({ city: id, region: regionId }));
  const silent = places.splice(shape.cities);
  const services = SERVICES.filter((id) => catalog.services.some((service) => service.id === id));
  const usual = new Map(services.map((id) => [id, usualOf(chance)]));
  const people = Array.from({ length: shape.people }, (_, index) =>
    inventPerson(`p${index}`, places, services, shape.rate, chance),
  );
  const country = { start: shape.start, days: shape.days, places, silent, people, usual };
  return {
    ...country,
    troubles: inventTroubles(country, services, shape.outages, chance),
    brigades: Array.from({ length: shape.brigades }, () => inventBrigade(country, services, chance)),
  };
}

function usualOf(chance: Chance): Usual {
  const works = chance.between(0.86, 0.97);
  return { works, vpnOnly: (1 - works) * chance.between(0, 0.6) };
}

function inventPerson(
  name: string,
  places: readonly Place[],
  services: readonly string[],
  rate: number,
  chance: Chance,
): Inhabitant {
  // Large towns first: the n-th has a weight of 1/n.
  const place = chance.weighted(places, (one) => 1 / (places.indexOf(one) + 2));
  const lines: Line[] = [
    { carrier: chance.weighted(MOBILE, (id) => 1 / (MOBILE.indexOf(id) + 1.5)), network: 'mobile' },
  ];
  if (chance.happens(0.3)) lines.push({ carrier: chance.pick(FIXED), network: 'fixed' });
  const used = services.filter((_, index) => chance.happens(1 / (index * 0.45 + 1)));
  return {
    name,
    place,
    lines,
    services: used.length > 0 ? used : [services[0] as string],
    // A few report often, most seldom.
    rate: rate * -Math.log(1 - chance.next()),
    noise: chance.between(0, 0.04),
  };
}

type Bare = Omit<Country, 'troubles' | 'brigades'>;

function inventTroubles(
  country: Bare,
  services: readonly string[],
  outages: number,
  chance: Chance,
): Trouble[] {
  const short = Array.from({ length: outages }, () => inventOutage(country, services, chance));
  return [...inventBlocks(country, services), ...short];
}

const OPEN = { function: null, region: null, city: null, carrier: null, network: null } as const;

/** One that eases and worsens again, one that stays, one that begins in the middle and one of a single region. */
function inventBlocks({ start, days, places }: Bare, services: readonly string[]): Trouble[] {
  const end = start + days * DAY;
  const [eases, , late, stays] = services as [string, string, string, string];
  const wave = (day: number) => 0.12 + 0.18 * Math.max(0, Math.sin((day / days) * 2 * Math.PI));
  const region = places[3]?.region ?? null;
  return [
    {
      kind: 'block',
      ...OPEN,
      service: eases,
      start,
      end,
      shares: (day) => ({ works: wave(day), vpnOnly: 0.6 }),
    },
    { kind: 'block', ...OPEN, service: stays, start, end, shares: () => ({ works: 0.15, vpnOnly: 0.55 }) },
    {
      kind: 'block',
      ...OPEN,
      service: late,
      region,
      start: start + Math.floor(days * 0.4) * DAY,
      end,
      shares: () => ({ works: 0.1, vpnOnly: 0.5 }),
    },
  ];
}

function inventOutage({ start, days, places }: Bare, services: readonly string[], chance: Chance): Trouble {
  const scope = chance.pick([
    'carrier',
    'city',
    'city',
    'region',
    'city carrier',
    'region carrier',
    'network',
  ]);
  const place = chance.weighted(places, (one) => 1 / (places.indexOf(one) + 2));
  const begin = start + chance.whole(14, days - 1) * DAY + chance.whole(6, 20) * HOUR;
  const fails = chance.between(0.6, 0.98);
  return {
    kind: scope === 'network' ? 'network' : 'outage',
    service: scope === 'network' ? null : chance.pick(services),
    function: null,
    region: scope === 'carrier' ? null : place.region,
    city: scope.startsWith('city') ? place.city : null,
    carrier: scope.includes('carrier') ? chance.pick(MOBILE) : null,
    network: scope === 'network' ? 'mobile' : null,
    start: begin,
    end: begin + chance.whole(2, 8) * HOUR,
    shares: () => ({ works: 1 - fails, vpnOnly: fails * 0.15 }),
  };
}

function inventBrigade({ start, days, places }: Bare, services: readonly string[], chance: Chance): Brigade {
  const begin = start + chance.whole(15, days - 1) * DAY + chance.whole(8, 20) * HOUR;
  return {
    accounts: chance.pick([20, 60, 200]),
    service: chance.pick(services),
    place: chance.pick(places.slice(0, 20)),
    start: begin,
    end: begin + 3 * HOUR,
    claims: chance.happens(0.7) ? 'fails' : 'works',
  };
}
