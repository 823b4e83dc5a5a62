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
const SEEDS = 40;
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
  readonly found?: { left: number; right: number };
  readonly said?: string[];
  readonly fatal?: string;
}

interface Process {
  readonly child: ChildProcess;
  readonly messages: readonly Message[];
  /** Resolves to how it ended. */
  readonly end: Promise<{ how: number | string; errors: string }>;
  /** Resolves once it has said that many things. @throws when it ends before that */
  said(count: number): Promise<void>;
}

/** A process with the IndexedDB of that file. */
function start(file: string, ...work: string[]): Process {
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
    return { how: (code ?? signal) as number | string, errors };
  });
  const said = async (count: number) => {
    while (messages.length < count) {
      const ended = await Promise.race([once(child, 'message').then(() => null), end]);
      if (ended) throw new Error(`ended (${ended.how}): ${ended.errors}`);
    }
  };
  return { child, messages, end, said };
}

async function kill({ child, end }: Process): Promise<void> {
  child.kill('SIGKILL');
  expect((await end).how).toBe('SIGKILL');
}

/** @returns the last thing that a process said which ended well. */
async function result(file: string, ...work: string[]): Promise<Message> {
  const { messages, end } = start(file, ...work);
  expect(await end).toEqual({ how: 0, errors: '' });
  return messages.at(-1) ?? {};
}

/** @returns how far the counting had come in either store. */
async function found(file: string): Promise<Message['found']> {
  const process = start(file, 'count');
  await process.said(1);
  await kill(process);
  return process.messages[0]?.found;
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
    for (let kills = 0; kills < KILLS; kills++) {
      const process = start(file, 'count');
      await process.said(10 + 7 * kills);
      await kill(process);
      const { left, right } = process.messages[0]?.found ?? { left: -1, right: -2 };
      expect(left).toBe(right);
      expect([told, told + 1]).toContain(left);
      told = process.messages.at(-1)?.committed ?? 0;
    }
  });

  test('is refused to a second process at once, and the first one goes on', async () => {
    const file = newFile();
    const first = start(file, 'count');
    await first.said(1);
    const { how, errors } = await start(file, 'count').end;
    expect(how).toBe(1);
    expect(errors).toContain('DatabaseRefused');
    await first.said(first.messages.length + 1);
    await kill(first);
  });

  test('ends the program on a full disk before anybody hears that it was written', async () => {
    const file = newFile();
    const { messages, end } = start(file, 'fill', '60');
    expect((await end).how).toBe(74);
    expect(messages.at(-1)).toEqual({ fatal: 'SQLITE_FULL' });
    const told = messages.at(-2)?.committed;
    expect(told).toBeGreaterThan(5);
    expect(await found(file)).toEqual({ left: told, right: told });
  });

  test('refuses what would not be kept', async () => {
    const { said } = await result(newFile(), 'refusals');
    expect(said).toEqual(['NotSupportedError', 'NotSupportedError', 'NotSupportedError', 'went well']);
  });

  test('can take the place of another in the same process, each with a file of its own', async () => {
    const [one, other] = [newFile(), newFile()];
    await result(one, 'other', other);
    expect(await found(one)).toEqual({ left: 2, right: 2 });
    expect(await found(other)).toEqual({ left: 2, right: 2 });
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
    const process = start(file, 'count');
    await process.said(5);
    await kill(process);
    writeFileSync(join(file, '..', 'control'), `x${CANARIES[2]}`);
    expect(readdirSync(join(file, '..')).sort()).toEqual(['control', 'matrix.db', 'matrix.db-wal']);
    expect(showing()).toEqual(['control']);
    await result(file, 'refusals');
    expect(readdirSync(join(file, '..'))).not.toContain('matrix.db-wal');
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
