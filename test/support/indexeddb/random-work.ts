import type {
  IdbCursor,
  IdbDatabase,
  IdbFactory,
  IdbKey,
  IdbKeyRange,
  IdbObjectStore,
  IdbRequest,
  IdbTransaction,
} from '../../../src/transports/matrix/indexeddb-types.ts';
import { oneOf, type Random, seeded } from './random.ts';
import { randomKey, randomValue } from './random-values.ts';

const UPGRADES = 5;
const TRANSACTIONS = 12;
const STORES = ['plain', 'by id', 'by two', 'other'] as const;

/** @returns the request's result. @throws its error, which then no longer aborts the transaction */
export function settled<Result>(request: IdbRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', (event) => {
      event.preventDefault();
      event.stopPropagation();
      reject(request.error);
    });
  });
}

/** @returns once it is committed; false when it was aborted */
export function committed(transaction: IdbTransaction): Promise<boolean> {
  return new Promise((resolve) => {
    transaction.addEventListener('complete', () => resolve(true));
    transaction.addEventListener('abort', () => resolve(false));
  });
}

/** Upgrades and transactions in the database `seed N`, some of them aborted. */
export async function randomWork(factory: IdbFactory, seed: number): Promise<void> {
  const random = seeded(seed);
  for (let upgrade = 0; upgrade < UPGRADES; upgrade++) {
    const database = await upgraded(factory, `seed ${seed}`, random);
    if (!database) continue;
    for (let i = 0; i < TRANSACTIONS; i++) await randomTransaction(database, random);
    database.close();
  }
}

/** @returns null when the upgrade was aborted. */
async function upgraded(factory: IdbFactory, name: string, random: Random): Promise<IdbDatabase | null> {
  const before = (await factory.databases()).find((one) => one.name === name)?.version ?? 0;
  const request = factory.open(name, before + 1 + random(3));
  request.addEventListener('upgradeneeded', () => {
    const { result: database, transaction } = request;
    if (!transaction) return;
    for (const store of STORES)
      if (random(3) === 0 || before === 0) changeStore(database, transaction, store, random);
    if (before > 0 && random(4) === 0) transaction.abort();
  });
  return settled(request).catch(() => null);
}

function changeStore(database: IdbDatabase, upgrade: IdbTransaction, name: string, random: Random): void {
  if (!database.objectStoreNames.contains(name)) {
    if (random(6) > 0) fill(createStore(database, name, random), random);
    return;
  }
  const store = upgrade.objectStore(name);
  // Its records are still under way when the store goes.
  fill(store, random);
  const [index] = store.indexNames;
  if (random(3) === 0) {
    database.deleteObjectStore(name);
    if (random(2) === 0) fill(createStore(database, name, random), random);
  } else if (index !== undefined && random(2) === 0) {
    store.deleteIndex(index);
  }
}

function createStore(database: IdbDatabase, name: string, random: Random): IdbObjectStore {
  const keyPath = { 'by id': 'id', 'by two': ['id', 'inner.deep'] }[name] ?? null;
  const store = database.createObjectStore(name, { keyPath });
  store.createIndex('tag', 'tag');
  store.createIndex('tags', 'tags', { multiEntry: true });
  if (random(2) === 0) store.createIndex('only', 'only', { unique: true });
  store.createIndex('pair', ['tag', 'inner.deep']);
  return store;
}

function fill(store: IdbObjectStore, random: Random): void {
  for (let i = 0; i < 3; i++) void putOne(store, 'put', random).catch(() => {});
}

async function randomTransaction(database: IdbDatabase, random: Random): Promise<void> {
  const names = [...database.objectStoreNames].filter(() => random(3) > 0);
  if (names.length === 0) return;
  const transaction = database.transaction(names, 'readwrite');
  const end = committed(transaction);
  for (let i = random(8); i >= 0; i--) {
    await step(transaction.objectStore(oneOf(random, names)), random).catch(() => {});
  }
  if (random(5) === 0) transaction.abort();
  await end;
}

async function step(store: IdbObjectStore, random: Random): Promise<unknown> {
  switch (random(12)) {
    case 0:
      return settled(store.delete(randomKey(random)));
    case 1:
      return settled(store.delete(randomRange(random)));
    case 2:
      return random(4) === 0 ? settled(store.clear()) : null;
    case 3:
      return overCursor(store, random, (cursor) => cursor.delete());
    case 4:
      return overCursor(store, random, (cursor) =>
        cursor.update({ ...(cursor.value as object), rest: 'updated' }),
      );
    case 5:
      return putOne(store, 'add', random);
    default:
      return putOne(store, 'put', random);
  }
}

async function putOne(store: IdbObjectStore, method: 'put' | 'add', random: Random): Promise<unknown> {
  const value: { rest?: unknown } = randomValue(random);
  const key = randomKey(random);
  const request = store.keyPath === null ? store[method](value, key) : store[method](value);
  // Neither may reach what is stored.
  value.rest = 'changed later';
  if (Array.isArray(key)) key.push('changed later');
  return settled(request);
}

function randomRange(random: Random): IdbKeyRange {
  const { IDBKeyRange } = globalThis as unknown as {
    IDBKeyRange: Record<
      'bound',
      (lower: IdbKey, upper: IdbKey, lowerOpen: boolean, upperOpen: boolean) => IdbKeyRange
    > &
      Record<'lowerBound' | 'upperBound', (bound: IdbKey, open: boolean) => IdbKeyRange>;
  };
  const open = random(2) === 0;
  switch (random(3)) {
    case 0:
      return IDBKeyRange.lowerBound(randomKey(random), open);
    case 1:
      return IDBKeyRange.upperBound(randomKey(random), open);
    default:
      return IDBKeyRange.bound(randomKey(random), randomKey(random), open, random(2) === 0);
  }
}

/** Walks over at most four records, of the store or of an index, and does that to each. */
async function overCursor(
  store: IdbObjectStore,
  random: Random,
  change: (cursor: IdbCursor) => IdbRequest<unknown>,
): Promise<void> {
  const source = random(2) === 0 ? store : store.index('tags');
  const request = source.openCursor(null, oneOf(random, ['next', 'prev'] as const));
  for (let i = 0; i < 4; i++) {
    const cursor = await settled(request);
    if (!cursor) return;
    await settled(change(cursor)).catch(() => {});
    cursor.continue();
  }
}
