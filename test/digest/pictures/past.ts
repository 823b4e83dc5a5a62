import { addDays } from '../../../src/domain/day.ts';
import type { DayResult } from '../../../src/domain/result.ts';
import { cell, dayOf, silent } from '../cells.ts';

const BLOCKED = { state: 'blocked', since: '2026-02-11', people: '500+' } as const;

/** A day on which much is to be seen: a block with exceptions, and marks upon regions. */
export const BAD_DAY: DayResult = dayOf([
  cell('whatsapp', { ...BLOCKED, works: 0.1, vpnOnly: 0.7, fails: 0.2 }),
  cell('telegram', {
    state: 'broke',
    since: '2026-11-21',
    works: 0.5,
    vpnOnly: 0.3,
    fails: 0.2,
    people: '500+',
  }),
  ...['RU-TA', 'RU-SVE', 'RU-MOW', 'RU-KDA', 'RU-NVS'].map((region) =>
    cell('telegram', { region, state: 'broke', since: '2026-11-21', works: 0.2, fails: 0.8, people: '20+' }),
  ),
  ...['RU-SPE', 'RU-KGD', 'RU-KHA', 'RU-BA', 'RU-TYU'].map((region) =>
    cell('telegram', { region, people: '50+', works: 0.9 }),
  ),
  cell('telegram', { region: 'RU-SA', state: 'unclear', works: 0.45, fails: 0.55, people: '10+' }),
  cell('telegram', { region: 'RU-KYA', state: 'still_broken', since: '2026-11-18', works: 0.3, fails: 0.7 }),
  cell('telegram', { region: 'RU-IRK', state: 'recovered', since: '2026-11-18', people: '20+' }),
  cell('telegram', { region: 'RU-TYU', city: 'tyumen', carrier: 'mts', state: 'broke', people: '10+' }),
  cell('telegram', { region: 'RU-PRI', city: 'vladivostok', people: '10+' }),
  cell('max', { people: '200+' }),
  cell('mobile-internet', { state: 'unclear', works: 0.45, vpnOnly: 0.05, fails: 0.5, people: '200+' }),
  cell('viber', {
    state: 'still_broken',
    since: '2026-11-17',
    works: 0.35,
    vpnOnly: 0.3,
    fails: 0.35,
    people: '50+',
  }),
  cell('discord', {
    ...BLOCKED,
    since: '2024-10-08',
    works: 0.05,
    vpnOnly: 0.85,
    fails: 0.1,
    people: '100+',
  }),
  cell('vk', { people: '100+' }),
  cell('youtube', {
    ...BLOCKED,
    since: '2024-08-01',
    works: 0.2,
    vpnOnly: 0.65,
    fails: 0.15,
    people: '200+',
  }),
  silent('signal'),
]);

/** Its own, so that the words of the texts' days may change. */
export const QUIET_DAY: DayResult = dayOf(
  [
    cell('whatsapp', { ...BLOCKED, people: '200+', works: 0.15, vpnOnly: 0.65, fails: 0.2 }),
    cell('whatsapp', { region: 'RU-SVE', people: '20+', works: 0.9 }),
    cell('telegram'),
    cell('max', { confirmed: false }),
    cell('discord', { state: 'recovered', since: '2026-11-18', works: 0.85, people: '50+' }),
    silent('signal'),
  ],
  { day: '2026-11-22', zone: 'Asia/Yekaterinburg', people: '200+' },
);

export const SILENT_DAY: DayResult = dayOf([silent('whatsapp'), silent('telegram'), silent('max')], {
  people: null,
});

/** @returns the thirteen days before, with a dent and a day that was not closed. */
export function daysBefore({ day, zone, cells }: DayResult): DayResult[] {
  const known = cells.filter((one) => one.region === null && one.carrier === null && one.people !== null);
  return Array.from({ length: 13 }, (_, index) => 13 - index)
    .filter((ago) => ago !== 5)
    .map((ago) => ({
      ...dayOf(known.map((one) => pastCell(one, ago))),
      day: addDays(day, -ago),
      zone,
    }));
}

function pastCell(one: DayResult['cells'][number], ago: number): DayResult['cells'][number] {
  if (one.service === 'max' && ago > 10) return silent('max');
  const works = one.state === 'blocked' ? 0.1 : ago === 3 ? 0.6 : 0.9;
  const vpnOnly = one.state === 'blocked' ? 0.7 : 0.05;
  return { ...one, works, vpnOnly, fails: 1 - works - vpnOnly };
}
