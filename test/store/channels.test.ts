import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from '../../migrations/0001-initial.ts';
import { createChannels, type NewChannel, WHOLE_DIGEST } from '../../src/store/channels.ts';
import { openDatabase } from '../../src/store/database.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
let files = 0;
const newFile = () => join(folder, `${files++}`, 'rollcall.db');
const open = async (file = newFile()) => createChannels(await openDatabase(file));

const KAZAN: NewChannel = {
  platform: 'telegram',
  chatId: '-100',
  language: 'ru',
  zone: 'Europe/Moscow',
  digestAt: '09:00',
  firstDay: '2026-11-21',
  places: ['RU-TA', 'ufa'],
  services: ['whatsapp'],
  pictures: false,
  skipQuiet: true,
};

/** A database as the first version left it, with one channel. */
async function makeInitial(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const sqlite = new Sqlite(file);
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const provider = { getMigrations: async () => ({ '0001-initial': initial }) };
  const { error } = await new Migrator({ db: kysely, provider }).migrateToLatest();
  if (error) throw error;
  sqlite
    .prepare(
      `INSERT INTO channels (platform, chat_id, language, zone, digest_at, first_day, paused)
       VALUES ('telegram', '-100', 'ru', 'Asia/Omsk', '08:30', '2026-11-01', 1)`,
    )
    .run();
  await kysely.destroy();
}

describe('channels', () => {
  test('of a database of the first version keep what they had and get the whole digest', async () => {
    const file = newFile();
    await makeInitial(file);
    const [channel] = await (await open(file)).list();
    expect(channel).toEqual({
      id: 1,
      platform: 'telegram',
      chatId: '-100',
      language: 'ru',
      zone: 'Asia/Omsk',
      digestAt: '08:30',
      firstDay: '2026-11-01',
      paused: true,
      ...WHOLE_DIGEST,
    });
  });

  test('keep all that they are added with, and each change alone', async () => {
    const channels = await open();
    const { id } = await channels.add(KAZAN);
    expect(await channels.list()).toEqual([{ ...KAZAN, id, paused: false }]);
    await channels.update(id, { zone: 'Asia/Kolkata', places: null });
    await channels.update(id, {});
    expect(await channels.list()).toEqual([
      { ...KAZAN, id, paused: false, zone: 'Asia/Kolkata', places: null },
    ]);
  });

  test('that refused go on at the next seed; those that a moderator paused do not', async () => {
    const channels = await open();
    const { id } = await channels.add(KAZAN);
    await channels.pause(id);
    await channels.seed(KAZAN);
    expect((await channels.list())[0]?.paused).toBe(false);
    await channels.update(id, { paused: true });
    await channels.seed(KAZAN);
    expect((await channels.list())[0]?.paused).toBe(true);
  });

  test('keep what a moderator chose when they are seeded again', async () => {
    const channels = await open();
    await channels.seed({ ...KAZAN, ...WHOLE_DIGEST });
    await channels.update(1, { services: ['max'], digestAt: '10:30' });
    await channels.seed(KAZAN);
    expect(await channels.list()).toMatchObject([{ services: ['max'], places: null, digestAt: '10:30' }]);
  });

  test('that were removed stay away until a moderator adds them, under the same ledger', async () => {
    const channels = await open();
    const { id } = await channels.add(KAZAN);
    await channels.remove(id);
    await channels.seed(KAZAN);
    expect(await channels.list()).toEqual([]);
    const back = await channels.add({ ...KAZAN, firstDay: '2026-12-01' });
    expect(back).toMatchObject({ id, firstDay: '2026-12-01', paused: false });
    expect(await channels.list()).toEqual([back]);
  });
});
