import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellKey } from '../../src/domain/cell.ts';
import { addDays, daySpan } from '../../src/domain/day.ts';
import type { CountedReport, Outcome } from '../../src/domain/report.ts';
import type { DayResult, PublishedCell } from '../../src/domain/result.ts';
import { type DayMemory, NO_MEMORY, settleDay } from '../../src/domain/settle-day.ts';
import { cellsOf, tally } from '../../src/domain/tally.ts';

const ZONE = 'Europe/Moscow';
const K = 5;
const OLD: DayMemory = { firstDay: '2026-01-01', cells: {} };

function report(
  person: number,
  outcome: Outcome,
  changes: Partial<CountedReport> & { day?: string; hour?: number } = {},
): CountedReport {
  const { day = '2026-11-21', hour = 12, ...rest } = changes;
  return {
    person,
    outcome,
    at: daySpan(day, ZONE).start + hour * 3600,
    service: 'telegram',
    region: 'RU-TA',
    city: 'kazan',
    carrier: 'mts',
    network: null,
    symptoms: [],
    told: false,
    established: true,
    ...rest,
  };
}

const people = (count: number, outcome: Outcome, changes: Parameters<typeof report>[2] = {}, first = 1) =>
  Array.from({ length: count }, (_, index) => report(first + index, outcome, changes));

function settle(reports: readonly CountedReport[], before = OLD, day = '2026-11-21') {
  const inOrder = reports.toSorted((a, b) => a.at - b.at);
  return settleDay(Map.groupBy(inOrder, ({ service }) => service).values(), before, {
    day,
    zone: ZONE,
    k: K,
    services: ['telegram', 'whatsapp'],
    restrictions: [{ service: 'whatsapp', since: '2026-02-11' }],
    gaps: [],
    deafHours: 0,
  });
}

const find = (result: DayResult, service: string, place: Partial<PublishedCell> = {}) =>
  result.cells.find(
    (cell) =>
      cellKey(cell) ===
      cellKey({ service, function: null, region: null, city: null, carrier: null, ...place }),
  );

describe('who counts', () => {
  test('a person has one voice, the last word, in the country too', () => {
    const cells = tally([
      report(1, 'fails', { hour: 9 }),
      report(1, 'works', { hour: 10, city: 'moscow', region: 'RU-MOW' }),
    ]);
    const country = cells.get('telegram////');
    expect([...(country?.established ?? [])]).toEqual([[1, 'works']]);
  });

  test('an own voice counts in two cities and three carriers, a told one in one place and never as established', () => {
    const cities = ['a', 'b', 'c'].map((city, index) => report(1, 'fails', { city, hour: index }));
    const told = ['d', 'e'].map((city, index) => report(2, 'fails', { city, hour: index, told: true }));
    const cells = [...tally([...cities, ...told].sort((a, b) => a.at - b.at)).values()];
    const spoke = cells.filter(({ cell }) => cell.city !== null && cell.carrier === null);
    expect(spoke.map(({ cell }) => cell.city).sort()).toEqual(['b', 'c', 'e']);
    expect(spoke.find(({ cell }) => cell.city === 'e')?.established.size).toBe(0);
  });

  test('"photos fail" is a voice on photos and not on the whole', () => {
    expect(
      cellsOf(report(1, 'fails', { symptoms: ['media'] })).every((cell) => cell.function === 'media'),
    ).toBe(true);
  });
});

describe('a day', () => {
  test('below k others says too few, with and without a voice', () => {
    const none = settle([]).result;
    const five = settle(people(5, 'fails')).result;
    expect(find(none, 'telegram')).toEqual(find(five, 'telegram'));
    expect(find(five, 'telegram')?.state).toBe('too_few');
  });

  test('that most fail on broke, the next is still broken, two weeks later blocked, and it can recover', () => {
    let memory = settle(people(20, 'works', { day: '2026-11-01' }), OLD, '2026-11-01').memory;
    const states: (string | undefined)[] = [];
    for (let n = 1; n <= 16; n++) {
      const day = addDays('2026-11-01', n);
      const settled = settle(people(20, n === 16 ? 'works' : 'fails', { day }), memory, day);
      memory = settled.memory;
      states.push(find(settled.result, 'telegram')?.state);
    }
    expect(states.slice(0, 2)).toEqual(['broke', 'still_broken']);
    expect(states.slice(13)).toEqual(['still_broken', 'blocked', 'recovered']);
  });

  test('a restriction older than our data is a block from the first day, and its norm stays', () => {
    const cell = find(settle(people(20, 'vpn_only', { service: 'whatsapp' })).result, 'whatsapp');
    expect(cell).toMatchObject({ state: 'blocked', since: '2026-02-11', vpnOnly: 1, works: 0, norm: 0.95 });
  });

  test('a crowd of newcomers confirms nothing', () => {
    const brigade = people(10_000, 'fails', { established: false }, 1000);
    const { result } = settle([...people(10, 'works'), ...brigade]);
    expect(find(result, 'telegram')).toMatchObject({
      state: 'fine',
      confirmed: false,
      people: '10+',
      works: 1,
    });
    expect(find(settle(brigade).result, 'telegram')?.state).toBe('too_few');
  });

  test('the place that is the news is named, not the country, with its hours', () => {
    const hours = [8, 10, 12, 14, 15, 16, 17];
    const elsewhere = hours.flatMap((hour) =>
      people(60, 'works', { region: 'RU-MOW', city: 'moscow', hour }, 100),
    );
    const before = [8, 9, 10].flatMap((hour) => people(14, 'works', { hour }));
    const after = [14, 15, 16, 17].flatMap((hour) => people(14, 'fails', { hour }));
    const { result } = settle([...elsewhere, ...before, ...after]);
    expect(find(result, 'telegram')?.state).toBe('fine');
    const troubled = result.cells.filter(({ state }) => state === 'broke');
    expect(troubled[0]).toMatchObject({ region: 'RU-TA', people: '10+', works: 0 });
    expect(Number(troubled[0]?.from?.slice(0, 2))).toBeGreaterThanOrEqual(13);
    expect(Number(troubled[0]?.from?.slice(0, 2))).toBeLessThanOrEqual(15);
  });

  test('in a cold start the country alone is shown, from 4 k people of any age, never confirmed', () => {
    const fresh = people(21, 'works', { established: false });
    const shown = settle(fresh, NO_MEMORY).result;
    expect(find(shown, 'telegram')).toMatchObject({ state: 'fine', confirmed: false, people: '20+' });
    expect(shown.cells.filter(({ region }) => region !== null)).toEqual([]);
    expect(find(settle(fresh.slice(1), NO_MEMORY).result, 'telegram')?.state).toBe('too_few');
  });
});

describe('anonymity', () => {
  const anyReport = fc.record({
    person: fc.integer({ min: 1, max: 25 }),
    outcome: fc.constantFrom<Outcome>('works', 'vpn_only', 'fails'),
    city: fc.constantFrom('kazan', 'chelny', 'moscow'),
    carrier: fc.constantFrom('mts', 'beeline'),
    hour: fc.integer({ min: 0, max: 23 }),
    established: fc.boolean(),
  });
  const toReport = ({
    person,
    outcome,
    ...rest
  }: typeof anyReport extends fc.Arbitrary<infer T> ? T : never) =>
    report(person, outcome, {
      ...rest,
      region: rest.city === 'moscow' ? 'RU-MOW' : 'RU-TA',
      established: person % 5 !== 0,
    });

  test('a listed cell has k others beside anyone, and so has what remains of every wider one without it', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 120 }), (rows) => {
        const reports = rows.map(toReport);
        const cells = tally(reports.toSorted((a, b) => a.at - b.at));
        const { result } = settle(reports);
        const listed = result.cells.filter((cell) => cell.people !== null);
        const members = (cell: PublishedCell) => new Set(cells.get(cellKey(cell))?.established.keys());
        for (const wide of listed) {
          const below = listed.filter((cell) => cell !== wide && contains(wide, cell));
          const covered = new Set(below.flatMap((cell) => [...members(cell)]));
          const left = [...members(wide)].filter((person) => !covered.has(person));
          expect(left.length).toBeGreaterThan(K);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('a person among fewer than k established others in the country changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 40 }), (rows) => {
        const reports = rows.map((row) => toReport({ ...row, person: 1 + (row.person % 6) }));
        const without = reports.filter(({ person }) => person !== 1);
        const others = new Set(without.filter(({ established }) => established).map(({ person }) => person));
        fc.pre(others.size < K);
        expect(settle(reports).result.cells).toEqual(settle(without).result.cells);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test('exact counts would tell them apart: the comparison can see', () => {
    const count = (reports: CountedReport[]) =>
      [...tally(reports).values()].map((cell) => cell.established.size);
    expect(count(people(3, 'works'))).not.toEqual(count(people(2, 'works')));
  });
});

function contains(wide: PublishedCell, cell: PublishedCell): boolean {
  const open = (key: 'region' | 'city' | 'carrier') => wide[key] === null || wide[key] === cell[key];
  return (
    wide.service === cell.service &&
    wide.function === cell.function &&
    open('region') &&
    open('city') &&
    open('carrier')
  );
}
