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
const { restoredRows } = await installIndexedDb(createIndexedRows(sealed), (error) => {
  process.send?.({ fatal: (error as { code?: string }).code });
  process.disconnect?.();
  process.exit(74);
});
const { indexedDB } = globalThis as unknown as { indexedDB: IdbFactory };

/** Seeds 1 to NUMBER, each in a database of its own; then a further database that is deleted. */
async function atRandom(): Promise<void> {
  const seeds = Array.from({ length: Number(number) }, (_, index) => index + 1);
  for (const seed of seeds) await randomWork(indexedDB, seed);
  await randomWork(indexedDB, seeds.length + 1);
  await settled(indexedDB.deleteDatabase(`seed ${seeds.length + 1}`));
  await tell({ databases: await describeDatabases(indexedDB, seeds) });
}

async function openCounter(): Promise<IdbDatabase> {
  const request = indexedDB.open('counter', 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of ['left', 'right']) request.result.createObjectStore(name);
  });
  return settled(request);
}

/** Counts for ever in two stores at once and tells each number once it is committed. */
async function count(filler: unknown): Promise<never> {
  const database = await openCounter();
  for (let n = (await counted(database)).left + 1; ; n++) {
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
  case 'counted':
    await tell({ counted: await counted(await openCounter()) });
    break;
  case 'fill':
    sealed.sqlite.pragma(`max_page_count = ${number}`);
    await count('x'.repeat(2000));
    break;
}
process.disconnect?.();
