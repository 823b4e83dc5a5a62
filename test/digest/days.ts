import { loadCatalog } from '../../src/catalog/catalog.ts';
import { NO_NOTES } from '../../src/digest/notes.ts';
import { BLOCKED_WHATSAPP, cell, type Day, day, dayOf, REGIONS, silent } from './cells.ts';

const BLOCKED_X = cell('x', {
  state: 'blocked',
  since: '2022-03-04',
  trend: 'unchanged',
  people: '50+',
  works: 0.05,
  vpnOnly: 0.75,
  fails: 0.2,
});
const BROKE = { state: 'broke', since: '2026-11-21', works: 0.2, fails: 0.8 } as const;
const QUIET = [BLOCKED_WHATSAPP, cell('telegram'), cell('max'), cell('mobile-internet', { people: '50+' })];
const TATARSTAN = { region: 'RU-TA' } as const;
const BELGOROD = { region: 'RU-BEL' } as const;
/** Something fine in each of these. */
const heardIn = (...regions: readonly string[]) =>
  regions.map((region) => cell('telegram', { region, people: '20+' }));

/** Days as they come. */
export const DAYS: Readonly<Record<string, Day>> = {
  'an ordinary bad day': day(
    dayOf(
      [
        BLOCKED_WHATSAPP,
        BLOCKED_X,
        cell('telegram', { works: 0.9, vpnOnly: 0.05 }),
        cell('telegram', {
          ...BROKE,
          ...TATARSTAN,
          carrier: 'mts',
          people: '20+',
          from: '14:00',
          to: '19:00',
        }),
        cell('max', {
          ...BROKE,
          function: 'voice',
          works: 0.55,
          vpnOnly: 0.05,
          fails: 0.4,
          norm: 0.9,
          from: '20:00',
        }),
        cell('max'),
        cell('mobile-internet', { works: 0.9, people: '50+' }),
        cell('mobile-internet', {
          ...BELGOROD,
          city: 'belgorod',
          state: 'still_broken',
          since: '2026-11-19',
          people: '20+',
          works: 0.05,
          fails: 0.95,
        }),
        cell('viber', { state: 'unclear', works: 0.45, fails: 0.55, people: '6+' }),
        ...heardIn('RU-MOW', 'RU-SPE', 'RU-SVE'),
        silent('signal'),
        silent('imo'),
        silent('zangi'),
      ],
      { gaps: [{ from: '03:00', to: '04:30' }] },
    ),
    {
      history: [
        dayOf([...heardIn('RU-NVS'), silent('signal')], { day: '2026-11-20' }),
        dayOf([...heardIn('RU-NVS'), silent('signal')], { day: '2026-11-19' }),
        dayOf([cell('signal')], { day: '2026-11-18' }),
      ],
    },
  ),
  'a quiet day in Yekaterinburg': day(
    dayOf(
      [
        BLOCKED_WHATSAPP,
        cell('whatsapp', { region: 'RU-SVE', people: '20+', works: 0.9 }),
        cell('telegram'),
        cell('max'),
        ...heardIn(...REGIONS),
      ],
      { day: '2026-11-22', zone: 'Asia/Yekaterinburg', people: '200+' },
    ),
  ),
  'a block that eases': day(
    dayOf([
      { ...BLOCKED_WHATSAPP, trend: 'easing', works: 0.3, vpnOnly: 0.55, fails: 0.15 },
      cell('viber', {
        state: 'blocked',
        since: '2026-11-07',
        trend: null,
        people: '20+',
        works: 0.3,
        vpnOnly: 0.2,
        fails: 0.5,
      }),
      cell('telegram', { works: 0.85, people: '200+' }),
      cell('max'),
      ...heardIn(...REGIONS),
    ]),
    {
      yesterday: dayOf(
        [
          BLOCKED_WHATSAPP,
          cell('viber', { state: 'still_broken', since: '2026-11-07', works: 0.3, fails: 0.5 }),
          cell('telegram', { works: 0.95 }),
          cell('max', { works: 0.9 }),
        ],
        { day: '2026-11-20' },
      ),
    },
  ),
  'what was broken works again': day(
    dayOf([
      BLOCKED_WHATSAPP,
      cell('max', { function: 'voice', state: 'recovered', since: '2026-11-20', works: 0.9 }),
      cell('discord', { state: 'recovered', since: '2026-11-18', works: 0.85, people: '50+' }),
      cell('telegram', { ...TATARSTAN, people: '20+' }),
      cell('telegram', { people: '200+' }),
      cell('max'),
      ...heardIn('RU-MOW', 'RU-SPE', 'RU-NVS', 'RU-SVE', 'RU-NIZ'),
    ]),
    {
      yesterday: dayOf(
        [
          cell('discord', { state: 'still_broken', since: '2026-11-18', works: 0.2 }),
          cell('telegram', { ...BROKE, ...TATARSTAN, from: '14:00', to: '19:00', works: 0.5 }),
        ],
        { day: '2026-11-20' },
      ),
    },
  ),
  'only a function': day(
    dayOf([
      BLOCKED_WHATSAPP,
      cell('telegram', { people: '200+' }),
      cell('telegram', {
        function: 'media',
        state: 'broke',
        works: 0.35,
        vpnOnly: 0.5,
        fails: 0.15,
        from: '09:00',
      }),
      cell('max'),
      cell('max', { ...BROKE, function: 'login', people: '20+', from: '10:00', to: '12:00' }),
      ...heardIn(...REGIONS),
    ]),
  ),
  'mobile internet gone in a region': day(
    dayOf([
      ...QUIET,
      cell('mobile-internet', {
        ...BROKE,
        ...BELGOROD,
        people: '50+',
        works: 0.05,
        fails: 0.95,
        from: '06:00',
      }),
      cell('telegram', { ...BROKE, ...BELGOROD, people: '20+', works: 0.1, from: '06:00' }),
      cell('max', { ...BROKE, ...BELGOROD, city: 'belgorod', people: '10+', works: 0.1, from: '07:00' }),
      ...heardIn(...REGIONS),
    ]),
  ),
  'the whole network seems to be gone': day(
    dayOf([
      ...QUIET,
      ...['telegram', 'max', 'vk'].map((service, index) =>
        cell(service, {
          ...BROKE,
          ...TATARSTAN,
          carrier: 'mts',
          people: '10+',
          works: index / 10,
          from: '14:00',
          to: '18:00',
        }),
      ),
      cell('vk'),
      cell('youtube', { people: '50+' }),
      cell('youtube', { ...TATARSTAN, carrier: 'mts', people: '6+', works: 0.8 }),
      ...heardIn(...REGIONS),
    ]),
  ),
  'a correction and a news mark': day(
    dayOf([
      ...QUIET,
      cell('max', {
        ...BROKE,
        region: 'RU-OMS',
        city: 'omsk',
        people: '20+',
        works: 0.45,
        fails: 0.55,
        from: '14:00',
        to: '17:00',
      }),
      ...heardIn(...REGIONS),
    ]),
    {
      notes: {
        ...NO_NOTES,
        news: [{ hour: 14, service: 'max' }],
        corrections: [
          {
            day: '2026-11-20',
            service: 'telegram',
            region: 'RU-PER',
            city: 'perm',
            carrier: null,
            reason: 'spam',
          },
          {
            day: '2026-11-19',
            service: 'whatsapp',
            region: null,
            city: null,
            carrier: 'beeline',
            reason: 'mistake',
          },
        ],
      },
    },
  ),
  'a channel of one region': day(
    dayOf([
      BLOCKED_WHATSAPP,
      cell('whatsapp', { ...TATARSTAN, people: '20+', works: 0.8, vpnOnly: 0.15, fails: 0.05 }),
      cell('telegram', { people: '200+' }),
      cell('telegram', { ...TATARSTAN, people: '50+' }),
      cell('telegram', {
        ...BROKE,
        ...TATARSTAN,
        city: 'kazan',
        carrier: 't2',
        people: '10+',
        from: '18:00',
      }),
      cell('max'),
      cell('max', {
        ...TATARSTAN,
        function: 'media',
        state: 'still_broken',
        since: '2026-11-20',
        people: '20+',
        works: 0.4,
        vpnOnly: 0.3,
        fails: 0.3,
      }),
      silent('signal'),
    ]),
    {
      regions: ['RU-TA'],
      yesterday: dayOf([cell('max', { ...BROKE, ...TATARSTAN, function: 'media', works: 0.6 })], {
        day: '2026-11-20',
      }),
    },
  ),
  '60 regions at once': day(
    dayOf([
      ...QUIET,
      ...loadCatalog()
        .regions.slice(0, 60)
        .map(({ id: region }) =>
          cell('telegram', { ...BROKE, region, people: '10+', from: '08:00', to: '12:00' }),
        ),
    ]),
  ),
  'newcomers say the opposite': day(
    dayOf([
      BLOCKED_WHATSAPP,
      cell('telegram', { people: '200+' }),
      cell('max', { confirmed: false }),
      ...heardIn(...REGIONS),
    ]),
  ),
  'the first days of an instance, late, after a week of silence': day(
    dayOf([cell('telegram', { people: '20+', confirmed: false }), silent('whatsapp'), silent('max')], {
      people: '20+',
      coldStart: true,
      zone: 'Europe/Berlin',
    }),
    {
      notes: {
        ...NO_NOTES,
        late: true,
        missed: ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17'],
      },
    },
  ),
  'a day on which the bot could not listen': day(
    dayOf([silent('whatsapp', 'no_data'), silent('telegram', 'no_data')], {
      people: null,
      gaps: [{ from: '00:00', to: '23:15' }],
    }),
    { notes: { ...NO_NOTES, late: true } },
  ),
};
