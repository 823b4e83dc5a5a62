import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { DatabaseRefused } from '../../src/store/database.ts';
import { openKeyFile } from '../../src/store/key-file.ts';
import { openSealedFile, sealingKey } from '../../src/store/sealed-file.ts';
import { temporaryFolder } from '../support/folder.ts';
import { T0 } from './fixture.ts';

const CANARY = 'zebrafalter sits on a leaf';

const folder = temporaryFolder();
const key = randomBytes(32);
let files = 0;
const newFile = () => join(folder, `${files++}`, 'matrix.db');

function write(file: string, text = CANARY): void {
  const sealed = openSealedFile(file, key);
  sealed.sqlite.exec('CREATE TABLE IF NOT EXISTS words (word TEXT) STRICT');
  sealed.sqlite.prepare('INSERT INTO words VALUES (?)').run(text);
  sealed.close();
}

function read(file: string): unknown[] {
  const sealed = openSealedFile(file, key);
  try {
    return sealed.sqlite.prepare('SELECT word FROM words').pluck().all();
  } finally {
    sealed.close();
  }
}

describe('a sealed file', () => {
  test('is made for its owner alone and holds after a restart', () => {
    const file = newFile();
    write(file);
    expect(read(file)).toEqual([CANARY]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(file, '..'))).toEqual(['matrix.db']);
  });

  test('syncs every commit, erases what is deleted and spills nothing, at the second opening too', () => {
    const file = newFile();
    write(file);
    const { sqlite, close } = openSealedFile(file, key);
    const setting = (name: string) => sqlite.pragma(name, { simple: true });
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
    expect(setting('secure_delete')).toBe(1);
    expect(setting('temp_store')).toBe(2);
    close();
  });

  test('shows nothing of what it holds, in its write-ahead log neither', () => {
    const file = newFile();
    const sealed = openSealedFile(file, key);
    sealed.sqlite.exec('CREATE TABLE words (word TEXT) STRICT');
    sealed.sqlite.prepare('INSERT INTO words VALUES (?)').run(CANARY);
    const plain = new Sqlite(join(file, '..', 'plain.db'));
    plain.pragma('journal_mode = WAL');
    plain.exec('CREATE TABLE words (word TEXT) STRICT');
    plain.prepare('INSERT INTO words VALUES (?)').run(CANARY);
    const showing = readdirSync(join(file, '..')).filter((name) =>
      [CANARY, 'CREATE TABLE', 'SQLite format'].some((text) =>
        readFileSync(join(file, '..', name)).includes(text),
      ),
    );
    expect(readdirSync(join(file, '..'))).toContain('matrix.db-wal');
    expect(showing.sort()).toEqual(['plain.db', 'plain.db-wal']);
    sealed.close();
    plain.close();
    expect(readFileSync(file).includes(CANARY)).toBe(false);
  });

  test('is refused to a second process at once, while the first one keeps working', () => {
    const file = newFile();
    const sealed = openSealedFile(file, key);
    const code = `
      import { openSealedFile } from ${JSON.stringify(new URL('../../src/store/sealed-file.ts', import.meta.url).href)};
      const begun = performance.now();
      try {
        openSealedFile(${JSON.stringify(file)}, Buffer.from('${key.toString('hex')}', 'hex'));
      } catch (error) {
        console.log(JSON.stringify({ name: error.name, text: error.message, took: performance.now() - begun }));
      }`;
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
    const refused = JSON.parse(child.stdout);
    expect(refused).toMatchObject({
      name: 'DatabaseRefused',
      text: expect.stringContaining('Stop it first'),
    });
    expect(refused.took).toBeLessThan(1000);
    sealed.sqlite.exec('CREATE TABLE words (word TEXT) STRICT');
    sealed.close();
    expect(read(file)).toEqual([]);
  });

  test('is refused under another key and left as it is', () => {
    const file = newFile();
    write(file);
    const before = readFileSync(file);
    expect(() => openSealedFile(file, randomBytes(32))).toThrow(DatabaseRefused);
    expect(() => openSealedFile(file, randomBytes(32))).toThrow('Put that key file back');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(read(file)).toEqual([CANARY]);
  });

  test.each([
    ['garbage', randomBytes(8192)],
    ['a plain database', plainDatabase()],
    ['empty', Buffer.alloc(0)],
  ])('is refused when it is %s, never started anew', (_, content) => {
    const file = newFile();
    write(file);
    writeFileSync(file, content);
    expect(() => openSealedFile(file, key)).toThrow(DatabaseRefused);
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  test('that cannot be opened at all is refused by what the system says', () => {
    const file = newFile();
    mkdirSync(file, { recursive: true });
    expect(() => openSealedFile(file, key)).toThrow(/cannot be opened \(SQLITE_CANTOPEN/);
  });

  test('is refused when one bit of it was turned', () => {
    const file = newFile();
    write(file);
    const content = readFileSync(file);
    content[5000] = (content[5000] ?? 0) ^ 1;
    writeFileSync(file, content);
    expect(() => read(file)).toThrow();
  });

  test('is refused to a version that is older than its tables', () => {
    const file = newFile();
    const sealed = openSealedFile(file, key);
    sealed.sqlite.pragma('user_version = 99');
    sealed.close();
    expect(() => openSealedFile(file, key)).toThrow('newer version');
  });

  test('that was deleted takes nothing over from a log that was left behind', () => {
    const file = newFile();
    const sealed = openSealedFile(file, key);
    sealed.sqlite.exec('CREATE TABLE words (word TEXT) STRICT');
    const log = readFileSync(`${file}-wal`);
    sealed.close();
    const fresh = newFile();
    write(fresh, 'first');
    writeFileSync(join(fresh, '..', 'later.db-wal'), log);
    const later = openSealedFile(join(fresh, '..', 'later.db'), key);
    expect(later.sqlite.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    later.close();
  });
});

test('the sealing key is the same at every start and not the lasting key', async () => {
  const path = join(folder, 'keys', 'rollcall.key');
  const keys = await openKeyFile(path, T0);
  expect(sealingKey(keys)).toEqual(sealingKey(await openKeyFile(path, T0)));
  expect(sealingKey(keys)).toHaveLength(32);
  expect(sealingKey(keys).equals(keys.lasting)).toBe(false);
});

function plainDatabase(): Buffer {
  const sqlite = new Sqlite(':memory:');
  sqlite.exec('CREATE TABLE words (word TEXT); PRAGMA user_version = 1');
  return sqlite.serialize();
}
