// A process with a durable IndexedDB: node child.ts FILE KEY WORK [NUMBER]. What it did goes to its parent.
import { createIndexedRows } from '../../../src/store/indexed-rows.ts';
import { openSealedFile } from '../../../src/store/sealed-file.ts';
import { installIndexedDb } from '../../../src/transports/matrix/durable-indexeddb.ts';
import type { IdbDatabase, IdbFactory } from '../../../src/transports/matrix/indexeddb-types.ts';
import { describeDatabases } from './describe.ts';
import { committed, randomWork, settled } from './random-work.ts';

const [file = '', key = '', work = '', number = '0'] = process.argv.slice(2);
const tell = (message: unknown) =>
  new Promise<void>((resolve) => void process.send?.(message, undefined, {}, () => resolve()));

const sealed = openSealedFile(file, Buffer.from(key, 'hex'));
const onFatal = (error: unknown) => {
  process.send?.({ fatal: (error as { code?: string }).code });
  process.disconnect?.();
  process.exit(74);
};
const { restoredRows } = await installIndexedDb(createIndexedRows(sealed), onFatal);
const { indexedDB } = globalThis as unknown as { indexedDB: IdbFactory };

/** Seeds 1 to NUMBER, each in a database of its own; then a further database that is deleted. */
async function atRandom(): Promise<void> {
  const seeds = Array.from({ length: Number(number) }, (_, index) => index + 1);
  for (const seed of seeds) await randomWork(indexedDB, seed);
  await randomWork(indexedDB, seeds.length + 1);
  await settled(indexedDB.deleteDatabase(`seed ${seeds.length + 1}`));
  await tell({ databases: await describeDatabases(indexedDB, seeds) });
}

async function openCounter(factory: IdbFactory): Promise<IdbDatabase> {
  const request = factory.open('counter', 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of ['left', 'right']) request.result.createObjectStore(name);
  });
  return settled(request);
}

/** Tells what it finds, then counts for ever in two stores at once and tells each number once it is committed. */
async function count(filler: unknown): Promise<never> {
  const database = await openCounter(indexedDB);
  const found = await counted(database);
  await tell({ found });
  for (let n = found.left + 1; ; n++) {
    const transaction = database.transaction(['left', 'right'], 'readwrite');
    for (const name of ['left', 'right']) transaction.objectStore(name).put({ n, filler }, 'n');
    transaction.objectStore('left').put(filler, n);
    await committed(transaction);
    await tell({ committed: n });
  }
}

async function counted(database: IdbDatabase): Promise<{ left: number; right: number }> {
  const transaction = database.transaction(['left', 'right']);
  const read = async (name: string) => {
    const found = (await settled(transaction.objectStore(name).get('n'))) as { n: number } | undefined;
    return found?.n ?? 0;
  };
  const [left, right] = await Promise.all([read('left'), read('right')]);
  return { left, right };
}

/** Tells what an upgrade says to what would not be kept. */
async function refusals(): Promise<void> {
  const request = indexedDB.open('refusals', 1);
  const said: string[] = [];
  const attempt = (step: () => unknown) => {
    try {
      step();
      said.push('went well');
    } catch (error) {
      said.push((error as Error).name);
    }
  };
  request.addEventListener('upgradeneeded', () => {
    const store = request.result.createObjectStore('store');
    const index = store.createIndex('index', 'path');
    attempt(() => request.result.createObjectStore('counting', { autoIncrement: true }));
    attempt(() => {
      store.name = 'other';
    });
    attempt(() => {
      index.name = 'other';
    });
    attempt(() => request.result.createObjectStore('plain'));
  });
  await settled(request);
  await tell({ said });
}

/** Counts once in this file and once in another that takes its place, each time twice. */
async function other(otherFile: string): Promise<void> {
  const step = async (database: IdbDatabase) => {
    const { left } = await counted(database);
    const transaction = database.transaction(['left', 'right'], 'readwrite');
    for (const name of ['left', 'right']) transaction.objectStore(name).put({ n: left + 1 }, 'n');
    await committed(transaction);
  };
  const first = await openCounter(indexedDB);
  await step(first);
  const second = openSealedFile(otherFile, Buffer.from(key, 'hex'));
  await installIndexedDb(createIndexedRows(second), onFatal);
  const replaced = await openCounter((globalThis as unknown as { indexedDB: IdbFactory }).indexedDB);
  for (const database of [replaced, replaced, first]) await step(database);
}

switch (work) {
  case 'random':
    await atRandom();
    break;
  case 'describe': {
    const seeds = Array.from({ length: Number(number) }, (_, index) => index + 1);
    await tell({ databases: await describeDatabases(indexedDB, seeds), restoredRows });
    break;
  }
  case 'count':
    await count(process.env.FILLER ?? '');
    break;
  case 'refusals':
    await refusals();
    break;
  case 'other':
    await other(number);
    break;
  case 'fill':
    sealed.sqlite.pragma(`max_page_count = ${number}`);
    await count('x'.repeat(2000));
    break;
}
process.disconnect?.();
