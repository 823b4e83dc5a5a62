import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TRUST } from '../../src/store/people.ts';
import { temporaryFolder } from '../support/folder.ts';
import { DAY, type Fixture, openFixture, report, T0 } from './fixture.ts';

const root = temporaryFolder();
let folders = 0;
const anna = { moderator: 'anna', scope: 'whatsapp, kazan', now: T0 };

/** Two people in Kazan, one of them established, and one in Moscow. */
async function populated(): Promise<Fixture> {
  const fixture = await openFixture(join(root, `${folders++}`));
  const { database, people, reports } = fixture;
  await database.transaction(async () => {
    for (const [id, city] of [
      ['1', 'kazan'],
      ['2', 'kazan'],
      ['3', 'moscow'],
    ] as const) {
      const person = await people.arrive(await people.admit('telegram', id, T0), T0);
      if (id === '1') await people.vouch(person);
      await reports.add(person.id, report(T0, { city, region: city === 'kazan' ? 'RU-TA' : 'RU-MOW' }), {
        established: id === '1',
      });
      await reports.add(person.id, report(T0 + 3600, { city: 'moscow', region: 'RU-MOW' }), {
        established: id === '1',
      });
    }
  });
  return fixture;
}

async function content({ database }: Fixture): Promise<unknown> {
  const reports = await database.kysely.selectFrom('reports').selectAll().orderBy('id').execute();
  const people = await database.kysely.selectFrom('people').selectAll().orderBy('id').execute();
  return { reports, people };
}

describe('a purge', () => {
  test('is previewed with what it will take', async () => {
    const fixture = await populated();
    const { purges, database } = fixture;
    expect(await purges.preview({ city: 'kazan' })).toEqual({ reports: 2, people: 2, established: 1 });
    expect(await purges.preview({ span: { start: T0 + 3600, end: T0 + 7200 } })).toEqual({
      reports: 3,
      people: 3,
      established: 1,
    });
    expect(await purges.preview({ service: 'max' })).toEqual({ reports: 0, people: 0, established: 0 });
    await database.close();
  });

  test('takes reports out of the count and their people’s standing', async () => {
    const { purges, reports, people, database } = await populated();
    await purges.purge({ city: 'kazan' }, anna);
    const counted = [...(await reports.counted({ start: T0, end: T0 + DAY }))].flat();
    expect(counted.map(({ city }) => city)).toEqual(['moscow', 'moscow', 'moscow', 'moscow']);
    await database.transaction(async () => {
      const [first] = await people.find('telegram', '1');
      expect(first?.trust).toBe(TRUST.purged);
      if (first) expect((await people.arrive(first, T0 + 30 * DAY)).trust).toBe(TRUST.purged);
      expect((await people.find('telegram', '3'))[0]?.trust).toBe(TRUST.none);
    });
    await database.close();
  });

  test('is undone to the exact state before it', async () => {
    const fixture = await populated();
    const before = await content(fixture);
    const shown = await fixture.purges.preview({ city: 'kazan' });
    const id = await fixture.purges.purge({ city: 'kazan' }, anna);
    expect(await content(fixture)).not.toEqual(before);
    expect(shown).toEqual({ reports: 2, people: 2, established: 1 });
    expect(await fixture.purges.undo(id, anna)).toEqual(shown);
    expect(await content(fixture)).toEqual(before);
    await fixture.database.close();
  });

  test.each([
    ['in order', 0],
    ['in reverse', 1],
  ])('two that overlap are undone %s', async (_, last) => {
    const fixture = await populated();
    const before = await content(fixture);
    const ids = [
      await fixture.purges.purge({ city: 'kazan' }, anna),
      await fixture.purges.purge({ city: 'moscow' }, anna),
    ];
    for (const id of last === 0 ? ids : ids.toReversed()) await fixture.purges.undo(id, anna);
    expect(await content(fixture)).toEqual(before);
    await fixture.database.close();
  });

  test('cannot be undone twice, after 30 days, or if it never was', async () => {
    const { purges, database } = await populated();
    const id = await purges.purge({ city: 'kazan' }, anna);
    expect(await purges.undo(id, { moderator: 'boris', now: T0 + 31 * DAY })).toBe('too_old');
    await purges.undo(id, anna);
    expect(await purges.undo(id, anna)).toBe('undone');
    expect(await purges.undo(999, anna)).toBe('unknown');
    await database.close();
  });

  test('is listed with its moderator’s name', async () => {
    const { purges, database } = await populated();
    const id = await purges.purge({ city: 'kazan' }, anna);
    expect(await purges.list(5)).toEqual([
      { id, moderator: 'anna', scope: 'whatsapp, kazan', doneAt: T0, undone: false, reports: 2 },
    ]);
    await database.close();
  });
});
