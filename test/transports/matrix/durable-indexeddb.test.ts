import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { IDBCursor, IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { temporaryFolder } from '../../support/folder.ts';

const CHILD = fileURLToPath(new URL('../../support/indexeddb/child.ts', import.meta.url));
const SEEDS = 60;
const KILLS = 8;
const CANARIES = ['trauermantel', '@tagpfauenauge:example.org', '!zebrafalter:example.org'];

const folder = temporaryFolder();
const key = randomBytes(32).toString('hex');
const children = new Set<ChildProcess>();
let files = 0;
const newFile = () => join(folder, `${files++}`, 'matrix.db');

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

interface Message {
  readonly databases?: string[];
  readonly restoredRows?: number;
  readonly committed?: number;
  readonly counted?: { left: number; right: number };
  readonly fatal?: string;
}

/** A process with the IndexedDB of that file; `end` resolves to how it ended. */
function start(file: string, ...work: string[]) {
  const child = fork(CHILD, [file, key, ...work], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { FILLER: CANARIES.join(' ') },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.add(child);
  const messages: Message[] = [];
  child.on('message', (message) => messages.push(message as Message));
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const end = once(child, 'close').then(([code, signal]) => {
    children.delete(child);
    return { how: code ?? signal, errors, messages };
  });
  return { child, messages, end };
}

/** @returns the last thing that a process said which ended well. */
async function result(file: string, ...work: string[]): Promise<Message> {
  const { how, errors, messages } = await start(file, ...work).end;
  expect([how, errors]).toEqual([0, '']);
  return messages.at(-1) ?? {};
}

describe('a durable IndexedDB', () => {
  test(`holds after a restart what ${SEEDS} random runs left, indexes included`, async () => {
    const file = newFile();
    const before = await result(file, 'random', `${SEEDS}`);
    const after = await result(file, 'describe', `${SEEDS}`);
    expect(after.databases).toEqual(before.databases);
    expect(after.databases?.length).toBeGreaterThan(SEEDS * 20);
    expect(after.restoredRows).toBeGreaterThan(SEEDS * 2);
  });

  test('has every transaction that was told to be complete after a kill, and none in part', async () => {
    const file = newFile();
    let told = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, messages, end } = start(file, 'count');
      for (let n = 0; n < 10 + 7 * kill; n++) await once(child, 'message');
      child.kill('SIGKILL');
      expect((await end).how).toBe('SIGKILL');
      told = messages.at(-1)?.committed ?? told;
      const { counted } = await result(file, 'counted');
      expect(counted?.left).toBe(counted?.right);
      expect(counted?.left).toBeGreaterThanOrEqual(told);
      expect(counted?.left).toBeLessThanOrEqual(told + 1);
      told = counted?.left ?? told;
    }
  });

  test('is refused to a second process at once, and the first one goes on', async () => {
    const file = newFile();
    const first = start(file, 'count');
    await once(first.child, 'message');
    const second = await start(file, 'counted').end;
    expect(second.how).toBe(1);
    expect(second.errors).toContain('DatabaseRefused');
    const seen = first.messages.length;
    await once(first.child, 'message');
    expect(first.messages.length).toBeGreaterThan(seen);
    first.child.kill('SIGKILL');
    await first.end;
  });

  test('ends the program on a full disk before anybody hears that it was written', async () => {
    const file = newFile();
    const { how, messages } = await start(file, 'fill', '60').end;
    expect(how).toBe(74);
    expect(messages.at(-1)).toEqual({ fatal: 'SQLITE_FULL' });
    const told = messages.at(-2)?.committed;
    expect(told).toBeGreaterThan(5);
    expect((await result(file, 'counted')).counted).toEqual({ left: told, right: told });
  });

  test('writes no text, person or room that could be read, killed or not', async () => {
    const file = newFile();
    const showing = () =>
      readdirSync(join(file, '..')).filter((name) => {
        const content = readFileSync(join(file, '..', name));
        return CANARIES.some(
          (canary) => content.includes(canary) || content.includes(Buffer.from(canary, 'utf16le')),
        );
      });
    const { child, end } = start(file, 'count');
    for (let n = 0; n < 5; n++) await once(child, 'message');
    child.kill('SIGKILL');
    await end;
    writeFileSync(join(file, '..', 'control'), `x${CANARIES[2]}`);
    expect(readdirSync(join(file, '..')).sort()).toEqual(['control', 'matrix.db', 'matrix.db-wal']);
    expect(showing()).toEqual(['control']);
    await result(file, 'counted');
    expect(showing()).toEqual(['control']);
  });
});

describe('fake-indexeddb', () => {
  const writers = (class_: { prototype: object }) =>
    Object.entries(Object.getOwnPropertyDescriptors(class_.prototype))
      .filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor')
      .map(([name]) => name)
      .filter((name) => !/^_|^(get|open|count|index$|continue|advance|close|cmp|databases)/.test(name))
      .sort();

  test('has no way to write but those that are made durable', () => {
    expect(writers(IDBFactory)).toEqual(['deleteDatabase']);
    expect(writers(IDBDatabase)).toEqual(['createObjectStore', 'deleteObjectStore', 'transaction']);
    expect(writers(IDBObjectStore)).toEqual(['add', 'clear', 'createIndex', 'delete', 'deleteIndex', 'put']);
    expect(writers(IDBCursor)).toEqual(['delete', 'update']);
  });
});
