import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { temporaryFolder } from '../support/folder.ts';
import { DAY, type Fixture, openFixture, report, T0 } from './fixture.ts';

const root = temporaryFolder();
let folders = 0;

async function withPerson(work: (fixture: Fixture, person: number) => Promise<void>): Promise<void> {
  const fixture = await openFixture(join(root, `${folders++}`));
  await fixture.database.transaction(async () => {
    const person = await fixture.people.arrive(await fixture.people.admit('telegram', '1', T0), T0);
    await work(fixture, person.id);
  });
  await fixture.database.close();
}

const day = { start: T0, end: T0 + DAY };
const fresh = { established: false };

describe('reports', () => {
  test('come back as they were made', () =>
    withPerson(async ({ reports }, person) => {
      const full = report(T0 + 900, {
        network: 'mobile',
        symptoms: ['media', 'login'],
        told: true,
        outcome: 'vpn_only',
      });
      const bare = report(T0, { region: null, city: null, carrier: null });
      await reports.add(person, full, { established: true });
      await reports.add(person, bare, fresh);
      expect([...(await reports.counted(day))].flat()).toEqual([
        { ...bare, person, established: false },
        { ...full, person, established: true },
      ]);
    }));

  test('saying the same again within a quarter of an hour changes nothing', () =>
    withPerson(async ({ reports }, person) => {
      expect(await reports.add(person, report(T0), fresh)).toBe(true);
      expect(await reports.add(person, report(T0), fresh)).toBe(false);
      expect(await reports.add(person, report(T0 + 900), fresh)).toBe(true);
    }));

  test('tell which carriers a town uses, by bands and never of k people or fewer', () =>
    withPerson(async ({ people, reports }) => {
      const speak = async (count: number, carrier: string, city: string, established = true) => {
        for (let n = 0; n < count; n++) {
          const { id } = await people.admit('telegram', `${carrier} ${city} ${established} ${n}`, T0);
          await reports.add(id, report(T0, { carrier, city }), { established });
        }
      };
      await speak(9, 'mts', 'kazan');
      await speak(12, 'beeline', 'kazan');
      // One person more or less within a band does not change the order.
      await speak(6, 'mts', 'moscow');
      await speak(9, 'beeline', 'moscow');
      expect(await reports.usualCarriers(day, 5)).toEqual(
        new Map([
          ['kazan', ['beeline', 'mts']],
          ['moscow', ['mts', 'beeline']],
        ]),
      );
      expect(await reports.usualCarriers({ start: T0 + DAY, end: T0 + 2 * DAY }, 5)).toEqual(new Map());
      expect(await reports.usualCarriers(day, 9)).toEqual(new Map([['kazan', ['beeline']]]));
    }));

  test('keep the order in which a person spoke within a bucket', () =>
    withPerson(async ({ reports }, person) => {
      for (const outcome of ['fails', 'works', 'fails', 'vpn_only'] as const) {
        await reports.add(person, report(T0, { outcome }), fresh);
      }
      expect([...(await reports.counted(day))].flat().map(({ outcome }) => outcome)).toEqual([
        'fails',
        'works',
        'fails',
        'vpn_only',
      ]);
      expect((await reports.newest([person], 1))[0]?.outcome).toBe('vpn_only');
    }));

  test('are taken back newest first, and only from the bucket that is named', () =>
    withPerson(async ({ reports }, person) => {
      await reports.add(person, report(T0), fresh);
      await reports.add(person, report(T0, { outcome: 'works' }), fresh);
      await reports.add(person, report(T0 + 900), fresh);
      expect(await reports.retract(person, T0)).toMatchObject({ outcome: 'works' });
      expect(await reports.retract(person, T0)).toMatchObject({ outcome: 'fails' });
      expect(await reports.retract(person, T0)).toBeNull();
      expect(await reports.countOf([person])).toBe(1);
    }));

  test('held and purged ones are not counted', () =>
    withPerson(async ({ reports, purges }, person) => {
      await reports.add(person, report(T0), { established: true, held: true });
      const purge = await purges.open({ moderator: 'anna', scope: 'all', now: T0 });
      await reports.add(person, report(T0 + 900), { established: true, purge });
      expect([...(await reports.counted(day))].flat()).toEqual([]);
      const states: string[] = [];
      for await (const { state } of reports.everything()) states.push(state);
      expect(states).toEqual(['held', 'purged']);
    }));

  test('lose the quarter of an hour once rounded, and keep each person’s order', () =>
    withPerson(async ({ reports }, person) => {
      const outcomes = ['fails', 'works', 'vpn_only', 'fails'] as const;
      for (const [index, outcome] of outcomes.entries())
        await reports.add(person, report(T0 + index * 900, { outcome }), fresh);
      await reports.roundToHours({ start: T0, end: T0 + 2 * 3600 });
      const counted = [...(await reports.counted(day))].flat();
      expect(counted.map(({ at }) => at)).toEqual([T0, T0, T0, T0]);
      expect(counted.map(({ outcome }) => outcome)).toEqual([...outcomes]);
    }));

  test('row ids say nothing of the order within a bucket', () =>
    withPerson(async ({ reports, people, database }) => {
      for (let n = 0; n < 40; n++) {
        const person = await people.admit('telegram', `p${n}`, T0);
        await reports.add(person.id, report(T0, { outcome: n < 20 ? 'works' : 'fails' }), fresh);
      }
      const rows = await database.kysely.selectFrom('reports').select('outcome').orderBy('id').execute();
      const half = rows.slice(0, 20).filter((row) => row.outcome === 0).length;
      // All twenty early ones first would have one chance in 10^11.
      expect(half).toBeLessThan(20);
    }));
});

describe('established, decided anew', () => {
  test('counts reports that stand seven days after a first one imported later', () =>
    withPerson(async ({ reports, people }, person) => {
      await reports.add(person, report(T0 + 8 * DAY), fresh);
      await reports.add(person, report(T0 + 6 * DAY), fresh);
      const [row] = await people.find('telegram', '1');
      if (row) await people.arrive(row, T0);
      await reports.decideEstablished(1);
      const counted = [...(await reports.counted({ start: T0, end: T0 + 9 * DAY }))].flat();
      expect(counted.map(({ established }) => established)).toEqual([false, true]);
      expect((await people.find('telegram', '1'))[0]?.trust).toBe(1);
    }));
});

describe('forgetting', () => {
  async function remembered(): Promise<{ fixture: Fixture; pseudonym: Buffer }> {
    const fixture = await openFixture(join(root, `${folders++}`));
    const { database, people, reports } = fixture;
    await database.transaction(async () => {
      const person = await people.arrive(await people.admit('telegram', '1', T0), T0);
      for (let n = 0; n < 50; n++) await reports.add(person.id, report(T0 + n * 900), fresh);
    });
    const { pseudonym } = await database.kysely
      .selectFrom('people')
      .select('pseudonym')
      .executeTakeFirstOrThrow();
    return { fixture, pseudonym: pseudonym ?? Buffer.alloc(0) };
  }

  const filesOf = (file: string) =>
    Buffer.concat([file, `${file}-wal`].filter((name) => existsSync(name)).map((name) => readFileSync(name)));

  test('leaves no byte of the pseudonym in the file or its log', async () => {
    const { fixture, pseudonym } = await remembered();
    const { database, people, reports, file } = fixture;
    await database.transaction(async () => {
      const rows = await people.find('telegram', '1');
      await reports.forget(rows.map(({ id }) => id));
    });
    await database.truncateLog();
    expect(pseudonym).toHaveLength(16);
    expect(filesOf(file).includes(pseudonym)).toBe(false);
    await database.close();
  });

  test('would leave bytes without secure deletion: the scan can see them', async () => {
    const { fixture, pseudonym } = await remembered();
    await fixture.database.close();
    const sqlite = new Sqlite(fixture.file);
    sqlite.pragma('secure_delete = OFF');
    sqlite.exec('DELETE FROM reports; DELETE FROM people');
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.close();
    expect(filesOf(fixture.file).includes(pseudonym)).toBe(true);
  });
});

test('pruning erases old reports and people of whom nothing is left', () =>
  withPerson(async ({ reports, people, database }, person) => {
    await reports.add(person, report(T0), fresh);
    const gone = await people.admit('telegram', '2', T0);
    await reports.add(gone.id, report(T0), fresh);
    await database.kysely.updateTable('people').set({ pseudonym: null }).where('id', '=', gone.id).execute();
    await reports.prune(T0 + 900);
    expect(await reports.firstAt()).toBeNull();
    expect(await database.kysely.selectFrom('people').select('id').execute()).toEqual([{ id: person }]);
  }));
