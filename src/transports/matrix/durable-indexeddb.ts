import { deserialize } from 'node:v8';
import * as fake from 'fake-indexeddb';
import { keepDatabases } from './indexeddb-hooks.ts';
import { decodeKey } from './indexeddb-key.ts';
import type { Schema } from './indexeddb-schema.ts';
import type { IdbDatabase, IdbFactory } from './indexeddb-types.ts';
import type { IndexedDatabase, IndexedRows } from './vault.ts';

/**
 * Makes IndexedDB a global, with the databases that are kept. It works in memory; each transaction is written as a
 * whole before whoever made it hears that it is complete. Renaming and key generators are refused. A later call
 * brings a factory of its own; databases that are open stay with their rows.
 *
 * @param onFatal is to end the program. When it is called memory is ahead of the disk, and going on would lose keys.
 */
export async function installIndexedDb(
  rows: IndexedRows,
  onFatal: (error: unknown) => void,
): Promise<{ readonly restoredRows: number }> {
  const factory = new fake.IDBFactory() as unknown as IdbFactory;
  const schemas = new Map<string, Schema>();
  let restoredRows = 0;
  for (const database of rows.databases()) {
    const schema = JSON.parse(database.schema) as Schema;
    schemas.set(database.name, schema);
    restoredRows += await restore(factory, rows, database, schema);
  }
  keepDatabases(factory, { rows, schemas, onFatal });
  setGlobals(factory);
  return { restoredRows };
}

/** The SDK's WebAssembly takes the factory and the classes from the globals, and asks what is an instance of them. */
function setGlobals(factory: IdbFactory): void {
  const { default: _, forceCloseDatabase: __, ...classes } = fake;
  for (const [name, value] of Object.entries({ ...classes, indexedDB: factory })) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** @returns how many records there were */
function restore(
  factory: IdbFactory,
  rows: IndexedRows,
  { name, version }: IndexedDatabase,
  schema: Schema,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = factory.open(name, version);
  let restored = 0;
  request.addEventListener('upgradeneeded', () => {
    for (const store of Object.keys(schema)) restored += fill(request.result, rows, store, schema);
  });
  request.addEventListener('success', () => {
    request.result.close();
    resolve(restored);
  });
  request.addEventListener('error', () => reject(request.error));
  return promise;
}

function fill(database: IdbDatabase, rows: IndexedRows, name: string, schema: Schema): number {
  const { keyPath = null, indexes = {} } = schema[name] ?? {};
  const store = database.createObjectStore(name, { keyPath });
  let filled = 0;
  for (const { key, value } of rows.rows(database.name, name)) {
    if (keyPath === null) store.put(deserialize(value), decodeKey(key));
    else store.put(deserialize(value));
    filled++;
  }
  for (const [index, { keyPath: path, ...options }] of Object.entries(indexes)) {
    store.createIndex(index, path, options);
  }
  return filled;
}
