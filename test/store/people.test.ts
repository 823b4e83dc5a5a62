import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TRUST } from '../../src/store/people.ts';
import { temporaryFolder } from '../support/folder.ts';
import { DAY, openFixture, report, T0 } from './fixture.ts';

const root = temporaryFolder();
let folders = 0;
const fixture = () => openFixture(join(root, `${folders++}`));

describe('who is established', () => {
  test('is decided by days since the first report: the seventh counts, the sixth does not', async () => {
    const { database, people } = await fixture();
    await database.transaction(async () => {
      const fresh = await people.arrive(await people.admit('telegram', '1', T0), T0 + DAY - 1);
      expect(fresh.trust).toBe(TRUST.none);
      expect((await people.arrive(fresh, T0 + 7 * DAY - 1)).trust).toBe(TRUST.none);
      expect((await people.arrive(fresh, T0 + 7 * DAY)).trust).toBe(TRUST.established);
      expect((await people.find('telegram', '1'))[0]?.trust).toBe(TRUST.established);
    });
    await database.close();
  });

  test('setting a language starts no count of days', async () => {
    const { database, people } = await fixture();
    await database.transaction(async () => {
      await people.setLanguage(await people.admit('telegram', '1', T0), 'en');
      const [person] = await people.find('telegram', '1');
      expect(person).toMatchObject({ language: 'en', first_day: null });
      if (person) expect((await people.arrive(person, T0 + 30 * DAY)).trust).toBe(TRUST.none);
    });
    await database.close();
  });

  test('a vouched person is established at once', async () => {
    const { database, people } = await fixture();
    await database.transaction(async () => {
      const person = await people.admit('telegram', '1', T0);
      await people.vouch(person);
      const [found] = await people.find('telegram', '1');
      if (found) expect((await people.arrive(found, T0)).trust).toBe(TRUST.established);
      expect(found).toBeDefined();
    });
    await database.close();
  });
});

describe('a person who returns in a new epoch', () => {
  test('brings along language, first day and trust, and the reports of open days only', async () => {
    const { database, people, reports, keys } = await fixture();
    const now = T0 + 31 * DAY;
    const openSince = now - DAY;
    await database.transaction(async () => {
      const first = await people.arrive(await people.admit('telegram', '1', T0), T0);
      await people.setLanguage(first, 'en');
      await people.arrive(first, T0 + 8 * DAY);
      await reports.add(first.id, report(T0), { established: false });
      await reports.add(first.id, report(openSince + 900), { established: true });
    });
    await keys.rotate(now);
    await database.transaction(async () => {
      const second = await people.admit('telegram', '1', openSince);
      expect(second).toMatchObject({
        epoch: 2,
        language: 'en',
        first_day: Math.floor(T0 / DAY),
        trust: TRUST.established,
      });
      expect((await reports.newest([second.id], 9)).map(({ at }) => at)).toEqual([openSince + 900]);
      const rows = await people.find('telegram', '1');
      expect(rows.map((row) => row.epoch)).toEqual([2, 1]);
      expect(await reports.countOf(rows.map((row) => row.id))).toBe(2);
    });
    await database.close();
  });

  test('is a stranger once the key is dead, and the old row names nobody', async () => {
    const { database, people, reports, keys } = await fixture();
    await database.transaction(async () => {
      const person = await people.arrive(await people.admit('telegram', '1', T0), T0);
      await reports.add(person.id, report(T0), { established: false });
    });
    await keys.rotate(T0 + 61 * DAY);
    await people.blankDead();
    const rows = await database.kysely.selectFrom('people').selectAll().execute();
    expect(rows).toMatchObject([{ pseudonym: null, language: null, first_day: null }]);
    expect(await database.transaction(() => people.find('telegram', '1'))).toEqual([]);
    expect(await reports.firstAt()).toBe(T0);
    await database.close();
  });
});
