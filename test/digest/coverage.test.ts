import { describe, expect, test } from '@jest/globals';
import { coverageOf } from '../../src/digest/coverage.ts';
import { addDays } from '../../src/domain/day.ts';
import type { PublishedCell } from '../../src/domain/result.ts';
import { cell, dayOf, silent } from './cells.ts';

const NAMED = { main: new Set(['signal', 'telegram']), regions: ['RU-MOW', 'RU-TA'] };
const HEARD = [cell('signal'), cell('signal', { region: 'RU-MOW' }), cell('signal', { region: 'RU-TA' })];
const QUIET = [silent('signal'), cell('telegram', { region: 'RU-TA', city: 'kazan' })];

/** The days before, the newest first. */
const daysBefore = (...days: readonly (readonly PublishedCell[])[]) =>
  days.map((cells, index) => dayOf(cells, { day: addDays('2026-11-21', -1 - index) }));

describe('where too few answered', () => {
  test('are main services and large regions of which nothing is listed', () => {
    expect(coverageOf(dayOf([...QUIET, silent('imo'), silent('zangi')]), [], NAMED)).toEqual({
      services: [{ id: 'signal', days: 1 }],
      others: 2,
      regions: [{ id: 'RU-MOW', days: 1 }],
    });
  });

  test('is no service of which one place is listed', () => {
    const cells = [...QUIET, cell('signal', { region: 'RU-TA', function: 'voice' })];
    expect(coverageOf(dayOf(cells), [], NAMED).services).toEqual([]);
  });

  test('is counted in days on end', () => {
    const history = daysBefore(QUIET, QUIET, HEARD, QUIET);
    const { services, regions } = coverageOf(dayOf(QUIET), history.toReversed(), NAMED);
    expect(services).toEqual([{ id: 'signal', days: 3 }]);
    expect(regions).toEqual([{ id: 'RU-MOW', days: 3 }]);
  });

  test.each([
    ['that is not known', daysBefore(QUIET, HEARD, QUIET).filter(({ cells }) => cells !== HEARD)],
    ['on which the bot was deaf', daysBefore(QUIET, [silent('signal', 'no_data')], QUIET)],
  ])('is counted up to a day %s', (_, history) => {
    expect(coverageOf(dayOf(QUIET), history, NAMED).services).toEqual([{ id: 'signal', days: 2 }]);
  });

  test('does not depend on how many spoke', () => {
    const many = QUIET.map((one) => (one.people === null ? one : { ...one, people: '1000+', works: 0.1 }));
    expect(coverageOf(dayOf(many), [], NAMED)).toEqual(coverageOf(dayOf(QUIET), [], NAMED));
  });
});
