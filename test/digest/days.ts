import type { DayResult, PublishedCell } from '../../src/domain/result.ts';

/** @returns a published cell of a service that is fine in the whole country, with the changes. */
export function cell(service: string, changes: Partial<PublishedCell> = {}): PublishedCell {
  return {
    service,
    function: null,
    region: null,
    city: null,
    carrier: null,
    state: 'fine',
    since: null,
    trend: null,
    confirmed: true,
    people: '100+',
    works: 0.95,
    vpnOnly: 0,
    fails: 0.05,
    norm: 0.95,
    from: null,
    to: null,
    ...changes,
  };
}

/** @returns the cell of a service of which too few spoke. */
export function silent(service: string, state: 'too_few' | 'no_data' = 'too_few'): PublishedCell {
  return cell(service, { state, people: null, works: null, vpnOnly: null, fails: null, norm: null });
}

export function dayOf(cells: readonly PublishedCell[], changes: Partial<DayResult> = {}): DayResult {
  return {
    day: '2026-11-21',
    zone: 'Europe/Moscow',
    method: '1',
    k: 5,
    people: '500+',
    gaps: [],
    coldStart: false,
    cells,
    ...changes,
  };
}

const BLOCKED_WHATSAPP = cell('whatsapp', {
  state: 'blocked',
  since: '2026-02-11',
  trend: 'unchanged',
  people: '500+',
  works: 0.1,
  vpnOnly: 0.7,
  fails: 0.2,
});

/** Days as they come, each with what its post is. */
export const DAYS: Readonly<
  Record<string, { result: DayResult; post: { late: boolean; missed: readonly string[] } }>
> = {
  'an ordinary bad day': {
    post: { late: false, missed: [] },
    result: dayOf(
      [
        BLOCKED_WHATSAPP,
        cell('telegram', { works: 0.9 }),
        cell('telegram', {
          region: 'RU-TA',
          carrier: 'mts',
          state: 'broke',
          since: '2026-11-21',
          people: '20+',
          works: 0.2,
          fails: 0.8,
          from: '14:00',
          to: '19:00',
        }),
        cell('max', {
          function: 'voice',
          state: 'broke',
          since: '2026-11-21',
          works: 0.55,
          vpnOnly: 0.05,
          fails: 0.4,
          norm: 0.9,
          from: '20:00',
        }),
        cell('max'),
        cell('mobile-internet', { works: 0.9 }),
        cell('mobile-internet', {
          region: 'RU-BEL',
          city: 'belgorod',
          state: 'still_broken',
          since: '2026-11-19',
          people: '20+',
          works: 0.05,
          fails: 0.95,
        }),
        cell('viber', { state: 'unclear', works: 0.45, fails: 0.55, people: '6+' }),
        silent('signal'),
        silent('imo'),
        silent('zangi'),
      ],
      { gaps: [{ from: '03:00', to: '04:30' }] },
    ),
  },
  'a quiet day in Yekaterinburg': {
    post: { late: false, missed: [] },
    result: dayOf(
      [
        { ...BLOCKED_WHATSAPP, trend: 'easing', people: '200+', works: 0.15 },
        cell('whatsapp', { region: 'RU-SVE', people: '20+', works: 0.9 }),
        cell('telegram'),
        cell('max', { confirmed: false }),
        cell('discord', { state: 'recovered', since: '2026-11-18', works: 0.85, people: '50+' }),
        silent('signal'),
      ],
      { day: '2026-11-22', zone: 'Asia/Yekaterinburg', people: '200+' },
    ),
  },
  'the first days of an instance, late, after a week of silence': {
    post: { late: true, missed: ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17'] },
    result: dayOf(
      [cell('telegram', { people: '20+', confirmed: false }), silent('whatsapp'), silent('max')],
      {
        people: '20+',
        coldStart: true,
        zone: 'Europe/Berlin',
      },
    ),
  },
  'a day on which the bot could not listen': {
    post: { late: true, missed: [] },
    result: dayOf([silent('whatsapp', 'no_data'), silent('telegram', 'no_data')], {
      people: null,
      gaps: [{ from: '00:00', to: '23:15' }],
    }),
  },
};
