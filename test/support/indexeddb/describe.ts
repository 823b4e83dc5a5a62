import { inspect } from 'node:util';
import type {
  IdbDatabase,
  IdbFactory,
  IdbIndex,
  IdbKey,
  IdbObjectStore,
} from '../../../src/transports/matrix/indexeddb-types.ts';
import { settled } from './random-work.ts';

/** @returns all that can be read of the databases `seed N`, as lines. */
export async function describeDatabases(factory: IdbFactory, seeds: readonly number[]): Promise<string[]> {
  const lines = (await factory.databases())
    .map(({ name, version }) => `${name} has version ${version}`)
    .sort();
  for (const seed of seeds) {
    const database = await settled(factory.open(`seed ${seed}`));
    for (const name of database.objectStoreNames) lines.push(...(await describeStore(database, name)));
    database.close();
  }
  return lines;
}

async function describeStore(database: IdbDatabase, name: string): Promise<string[]> {
  const store = database.transaction(name).objectStore(name);
  const lines = [`${database.name}, ${name}: ${text(store.keyPath)}`, ...(await walk(store))];
  for (const indexName of store.indexNames) {
    const index = store.index(indexName);
    lines.push(text([indexName, index.keyPath, index.unique, index.multiEntry]), ...(await walk(index)));
  }
  return lines;
}

async function walk(source: IdbObjectStore | IdbIndex): Promise<string[]> {
  const lines: string[] = [];
  const request = source.openCursor();
  for (let cursor = await settled(request); cursor; cursor = await settled(request)) {
    lines.push(text([sameZero(cursor.key), sameZero(cursor.primaryKey), cursor.value]));
    cursor.continue();
  }
  return lines;
}

/** -0 and 0 are one key, whichever of them was written last. */
function sameZero(key: IdbKey): IdbKey {
  if (Array.isArray(key)) return key.map(sameZero);
  return key === 0 ? 0 : key;
}

function text(value: unknown): string {
  return inspect(value, {
    depth: null,
    breakLength: Infinity,
    maxArrayLength: null,
    maxStringLength: null,
  }).replace(/\n\s+at .*/g, '');
}
