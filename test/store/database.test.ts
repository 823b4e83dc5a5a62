import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { DatabaseRefused, openDatabase, slot } from '../../src/store/database.ts';
import { AlreadyRunning, lockStart } from '../../src/store/single-start.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
let files = 0;
const newFile = () => join(folder, `${files++}`, 'rollcall.db');

describe('opening a database', () => {
  test('makes the folder for its owner alone', async () => {
    const file = newFile();
    await (await openDatabase(file)).close();
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  test('syncs every commit to the disk, at the second opening too', async () => {
    const file = newFile();
    await (await openDatabase(file)).close();
    const database = await openDatabase(file);
    const level = await database.kysely
      .selectFrom('people')
      .select((eb) => eb.fn<number>('count', [eb.lit(1)]).as('n'))
      .executeTakeFirst();
    expect(level?.n).toBe(0);
    expect(database.settings()).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, secureDelete: 1 });
    await database.close();
  });

  test('refuses an empty file: it would be a silent loss of everything', async () => {
    const file = join(folder, 'empty.db');
    writeFileSync(file, '');
    await expect(openDatabase(file)).rejects.toThrow(DatabaseRefused);
  });

  test('refuses a file that is no database and leaves it as it is', async () => {
    const file = join(folder, 'garbage.db');
    writeFileSync(file, 'not a database at all, but long enough to be read as a header of one');
    await expect(openDatabase(file)).rejects.toThrow(DatabaseRefused);
    expect(statSync(file).size).toBe(68);
  });

  test('refuses a database of a newer version', async () => {
    const file = newFile();
    await (await openDatabase(file)).close();
    const sqlite = new Sqlite(file);
    sqlite.prepare("INSERT INTO kysely_migration VALUES ('9999-of-the-future', '2030-01-01')").run();
    sqlite.close();
    await expect(openDatabase(file)).rejects.toThrow('newer version');
  });
});

describe('transactions', () => {
  const heartbeat = (at: number) => ({ id: 1, at });

  test('are taken back whole when the work fails', async () => {
    const database = await openDatabase(newFile());
    const failing = database.transaction(async () => {
      await database.kysely.insertInto('heartbeat').values(heartbeat(1)).execute();
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    expect(await database.kysely.selectFrom('heartbeat').selectAll().execute()).toEqual([]);
    await database.close();
  });

  test('hold others back until they are done', async () => {
    const database = await openDatabase(newFile());
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const order: string[] = [];
    const long = database.transaction(async () => {
      await mayEnd;
      await database.kysely.insertInto('heartbeat').values(heartbeat(1)).execute();
      order.push('transaction');
    });
    const other = database.kysely
      .selectFrom('heartbeat')
      .selectAll()
      .execute()
      .then((rows) => order.push(`read ${rows.length}`));
    end();
    await Promise.all([long, other]);
    expect(order).toEqual(['transaction', 'read 1']);
    await database.close();
  });

  test('a savepoint is taken back alone', async () => {
    const database = await openDatabase(newFile());
    const insert = database.prepare(
      database.kysely.insertInto('gaps').values({ start: slot('start'), end: slot('end') }),
    );
    const add = (start: number, keep: boolean) =>
      database.savepoint(async () => ({ keep, value: insert.run({ start, end: start + 1 }) }));
    await database.transaction(async () => {
      await add(1, true);
      await add(2, false);
      await add(3, true);
    });
    const rows = await database.kysely.selectFrom('gaps').select('start').execute();
    expect(rows.map((row) => row.start)).toEqual([1, 3]);
    await database.close();
  });

  test('a prepared statement outside of one is a mistake and says so', async () => {
    const database = await openDatabase(newFile());
    const insert = database.prepare(
      database.kysely.insertInto('gaps').values({ start: slot('start'), end: 1 }),
    );
    expect(() => insert.run({ start: 1 })).toThrow('outside a transaction');
    await database.close();
  });
});

test('a second start on the same database is refused, and allowed once the first is over', () => {
  const file = join(folder, 'locked.db');
  const unlock = lockStart(file);
  expect(() => lockStart(file)).toThrow(AlreadyRunning);
  unlock();
  lockStart(file)();
  expect(existsSync(`${file}.lock`)).toBe(true);
});
