import type { Outcome } from '../../src/domain/report.ts';
import type { Chance } from './chance.ts';
import type { Brigade, Country, Inhabitant, Line, Trouble } from './country.ts';

/** A report as it is imported, and what its author went through. */
export interface Told {
  /** Unix seconds */
  readonly at: number;
  readonly reporter: string;
  readonly service: string;
  readonly city: string;
  readonly region: string;
  readonly line: Line;
  readonly outcome: Outcome;
  /** What was so, whatever was said; null for a liar. */
  readonly truth: Outcome | null;
}

const DAY = 86_400;
const HOUR = 3600;
/** Whoever meets a failure is this much readier to report. */
const READIER = 3;
/** Reports by hour of the day: few at night, most in the evening. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 10, 10, 9, 9, 9, 10, 12, 14, 14, 12, 8, 4];
const BUSIEST = Math.max(...HOURS);

/** @returns all that is reported, in time order */
export function inventReports(country: Country, chance: Chance): Told[] {
  const told: Told[] = [];
  for (let day = 0; day < country.days; day++) {
    const start = country.start + day * DAY;
    const on = country.troubles.filter((one) => one.start < start + DAY && one.end > start);
    for (const person of country.people) reportsOf(person, start, on, country, chance, told);
  }
  for (const brigade of country.brigades)
    told.push(...liesOf(brigade, country.brigades.indexOf(brigade), chance));
  return told.sort((a, b) => a.at - b.at);
}

/** @returns whether a trouble concerns these */
export function concerns(
  trouble: Trouble,
  who: { service: string; city: string | null; region: string | null; line: Line | null },
): boolean {
  return (
    (trouble.service === null || trouble.service === who.service) &&
    (trouble.region === null || trouble.region === who.region) &&
    (trouble.city === null || trouble.city === who.city) &&
    (trouble.carrier === null || trouble.carrier === who.line?.carrier) &&
    (trouble.network === null || trouble.network === who.line?.network)
  );
}

function reportsOf(
  person: Inhabitant,
  start: number,
  troubles: readonly Trouble[],
  country: Country,
  chance: Chance,
  told: Told[],
): void {
  const { place, name } = person;
  // More moments than reports: those who meet nothing new mostly let them pass.
  const moments = chance.poisson(person.rate * READIER);
  for (let i = 0; i < moments; i++) {
    const at = start + momentOf(chance);
    const service = chance.pick(person.services);
    const line = chance.weighted(person.lines, (one) => (one.network === 'mobile' ? 2 : 1));
    const who = { service, city: place.city, region: place.region, line };
    const met = troubles.filter((one) => one.start <= at && at < one.end && concerns(one, who));
    const acute = met.some((one) => one.kind !== 'block');
    if (!acute && !chance.happens(1 / READIER)) continue;
    const truth = experience(met, at, service, country, chance);
    const outcome = chance.happens(person.noise) ? chance.pick(['works', 'fails'] as const) : truth;
    told.push({ at, reporter: name, service, ...place, line, outcome, truth });
  }
}

function momentOf(chance: Chance): number {
  for (;;) {
    const second = chance.whole(0, DAY - 1);
    if (chance.happens((HOURS[Math.floor(second / HOUR)] as number) / BUSIEST)) return second;
  }
}

/** The worst of what is on decides. */
function experience(
  met: readonly Trouble[],
  at: number,
  service: string,
  country: Country,
  chance: Chance,
): Outcome {
  const shares = [
    country.usual.get(service) ?? { works: 1, vpnOnly: 0 },
    ...met.map((one) => one.shares(Math.floor((at - one.start) / DAY))),
  ];
  const { works, vpnOnly } = shares.reduce((worst, one) => (one.works < worst.works ? one : worst));
  const point = chance.next();
  if (point < works) return 'works';
  if (point < works + vpnOnly) return 'vpn_only';
  return chance.happens(0.3) ? 'fails_with_vpn' : 'fails';
}

function liesOf(brigade: Brigade, number: number, chance: Chance): Told[] {
  const line: Line = { carrier: 'mts', network: 'mobile' };
  return Array.from({ length: brigade.accounts }, (_, index) => ({
    at: chance.whole(brigade.start, brigade.end - 1),
    reporter: `brigade${number}-${index}`,
    service: brigade.service,
    ...brigade.place,
    line,
    outcome: brigade.claims,
    truth: null,
  }));
}
