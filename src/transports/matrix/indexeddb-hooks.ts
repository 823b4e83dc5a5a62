import { serialize } from 'node:v8';
import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBObjectStore } from 'fake-indexeddb';
import { createJournal, erased, type Journal } from './indexeddb-journal.ts';
import { type Schema, withIndex, withoutIndex, withoutStore, withStore } from './indexeddb-schema.ts';
import type {
  IdbCursor,
  IdbDatabase,
  IdbFactory,
  IdbIndex,
  IdbKey,
  IdbKeyRange,
  IdbObjectStore,
  IdbRequest,
  IdbTransaction,
  IndexOptions,
  StoreOptions,
} from './indexeddb-types.ts';
import type { IndexedRows } from './vault.ts';

/** Where the databases of one factory are kept. */
export interface Keeper {
  readonly rows: IndexedRows;
  /** The schema of each database as it was committed last. */
  readonly schemas: Map<string, Schema>;
  /** Called when what is in memory could not be written: whoever wrote it never hears that it is complete. */
  readonly onFatal: (error: unknown) => void;
}

const keepers = new WeakMap<IdbFactory, Keeper>();
const keeperOf = new WeakMap<IdbDatabase, Keeper>();
const upgradeOf = new WeakMap<IdbDatabase, IdbTransaction>();
const journals = new WeakMap<IdbTransaction, Journal>();
let hooked = false;

/**
 * From now on each transaction on a database of this factory is written by its keeper once it is complete, before
 * whoever made it hears so. Databases that are open already stay as they are.
 */
export function keepDatabases(factory: IdbFactory, keeper: Keeper): void {
  keepers.set(factory, keeper);
  if (hooked) return;
  hooked = true;
  hookFactory();
  hookDatabase();
  hookStore();
  hookCursor();
  refuseRenaming<IdbObjectStore>(
    IDBObjectStore.prototype as unknown as IdbObjectStore,
    (store) => store.transaction,
  );
  refuseRenaming<IdbIndex>(
    IDBIndex.prototype as unknown as IdbIndex,
    (index) => index.objectStore.transaction,
  );
}

type Method<This, Given extends unknown[], Result> = (this: This, ...given: Given) => Result;

/** Puts a method around another of the same name. */
function wrap<This, Given extends unknown[], Result>(
  prototype: object,
  name: string,
  around: (original: Method<This, Given, Result>) => Method<This, Given, Result>,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  Object.defineProperty(prototype, name, { ...descriptor, value: around(descriptor?.value) });
}

/** Our listener is the first: it is there before the caller has the transaction in hand. */
function begin(transaction: IdbTransaction, keeper: Keeper, schema: Schema | null): void {
  const journal = createJournal(schema);
  journals.set(transaction, journal);
  transaction.addEventListener('complete', (event) => {
    const changes = journal.changes();
    if (changes.length === 0 && !journal.schema) return;
    const { name, version } = transaction.db;
    const shape = journal.schema ? { version, schema: JSON.stringify(journal.schema) } : undefined;
    try {
      keeper.rows.commit(name, changes, shape);
    } catch (error) {
      event.stopImmediatePropagation();
      keeper.onFatal(error);
      return;
    }
    if (journal.schema) keeper.schemas.set(name, journal.schema);
  });
}

function hookFactory(): void {
  wrap<IdbFactory, [name: string, version?: number], IdbRequest<IdbDatabase>>(
    IDBFactory.prototype,
    'open',
    (original) =>
      function (...given) {
        const request = original.apply(this, given);
        const keeper = keepers.get(this);
        if (!keeper) return request;
        request.addEventListener('upgradeneeded', () => {
          const { result: database, transaction } = request;
          if (!transaction) return;
          upgradeOf.set(database, transaction);
          begin(transaction, keeper, keeper.schemas.get(database.name) ?? {});
        });
        request.addEventListener('success', () => void keeperOf.set(request.result, keeper));
        return request;
      },
  );
  wrap<IdbFactory, [name: string], IdbRequest<undefined>>(
    IDBFactory.prototype,
    'deleteDatabase',
    (original) =>
      function (name) {
        const request = original.call(this, name);
        const keeper = keepers.get(this);
        if (!keeper) return request;
        request.addEventListener('success', (event) => {
          try {
            keeper.rows.drop(name);
          } catch (error) {
            event.stopImmediatePropagation();
            keeper.onFatal(error);
            return;
          }
          keeper.schemas.delete(name);
        });
        return request;
      },
  );
}

function hookDatabase(): void {
  wrap<IdbDatabase, [stores: string | readonly string[], mode?: string], IdbTransaction>(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (...given) {
        const transaction = original.apply(this, given);
        const keeper = keeperOf.get(this);
        if (keeper && transaction.mode === 'readwrite') begin(transaction, keeper, null);
        return transaction;
      },
  );
  wrap<IdbDatabase, [name: string, options?: StoreOptions], IdbObjectStore>(
    IDBDatabase.prototype,
    'createObjectStore',
    (original) =>
      function (name, options) {
        const upgrade = upgradeOf.get(this);
        if (upgrade && options?.autoIncrement) throw unsupported('key generators');
        const store = original.call(this, name, options);
        if (upgrade) alter(upgrade, (schema) => withStore(schema, name, store));
        return store;
      },
  );
  wrap<IdbDatabase, [name: string], void>(
    IDBDatabase.prototype,
    'deleteObjectStore',
    (original) =>
      function (name) {
        const upgrade = upgradeOf.get(this);
        const store = upgrade?.objectStore(name);
        original.call(this, name);
        if (!upgrade || !store) return;
        alter(upgrade, (schema) => withoutStore(schema, name));
        journals.get(upgrade)?.drop(store);
      },
  );
}

function hookStore(): void {
  const { prototype } = IDBObjectStore;
  for (const name of ['put', 'add']) {
    wrap<IdbObjectStore, [value: unknown, key?: IdbKey], IdbRequest<IdbKey>>(
      prototype,
      name,
      (original) =>
        function (...given) {
          const write = journaledPut(this, given[0]);
          return write(original.apply(this, given));
        },
    );
  }
  wrap<IdbObjectStore, [what: IdbKey | IdbKeyRange], IdbRequest<undefined>>(
    prototype,
    'delete',
    (original) =>
      function (...given) {
        const request = original.apply(this, given);
        const journal = journals.get(this.transaction);
        if (!journal) return request;
        const what = erased(given[0]);
        request.addEventListener('success', () => journal.erase(this, what));
        return request;
      },
  );
  wrap<IdbObjectStore, [], IdbRequest<undefined>>(
    prototype,
    'clear',
    (original) =>
      function () {
        const request = original.call(this);
        request.addEventListener('success', () => journals.get(this.transaction)?.clear(this));
        return request;
      },
  );
  wrap<IdbObjectStore, [name: string, keyPath: string | readonly string[], options?: IndexOptions], IdbIndex>(
    prototype,
    'createIndex',
    (original) =>
      function (...given) {
        const index = original.apply(this, given);
        alter(this.transaction, (schema) => withIndex(schema, this.name, given[0], index));
        return index;
      },
  );
  wrap<IdbObjectStore, [name: string], void>(
    prototype,
    'deleteIndex',
    (original) =>
      function (name) {
        original.call(this, name);
        alter(this.transaction, (schema) => withoutIndex(schema, this.name, name));
      },
  );
}

function hookCursor(): void {
  wrap<IdbCursor, [value: unknown], IdbRequest<IdbKey>>(
    IDBCursor.prototype,
    'update',
    (original) =>
      function (value) {
        const write = journaledPut(storeOf(this), value);
        return write(original.call(this, value));
      },
  );
  wrap<IdbCursor, [], IdbRequest<undefined>>(
    IDBCursor.prototype,
    'delete',
    (original) =>
      function () {
        const store = storeOf(this);
        const what = erased(this.primaryKey);
        const request = original.call(this);
        request.addEventListener('success', () => journals.get(store.transaction)?.erase(store, what));
        return request;
      },
  );
}

/** Reads the value at once: the caller may change it before the request runs. */
function journaledPut(store: IdbObjectStore, value: unknown) {
  const journal = journals.get(store.transaction);
  if (!journal) return (request: IdbRequest<IdbKey>) => request;
  const bytes = serialize(value);
  return (request: IdbRequest<IdbKey>) => {
    request.addEventListener('success', () => journal.put(store, request.result, bytes));
    return request;
  };
}

function storeOf({ source }: IdbCursor): IdbObjectStore {
  return 'objectStore' in source ? source.objectStore : source;
}

function alter(transaction: IdbTransaction, change: (schema: Schema) => Schema): void {
  const journal = journals.get(transaction);
  if (journal?.schema) journal.schema = change(journal.schema);
}

/** A renamed store would keep its rows under the old name. */
function refuseRenaming<Named extends object>(
  prototype: Named,
  transactionOf: (named: Named) => IdbTransaction,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'name');
  Object.defineProperty(prototype, 'name', {
    ...descriptor,
    set(this: Named, name: string) {
      if (journals.has(transactionOf(this))) throw unsupported('other names');
      descriptor?.set?.call(this, name);
    },
  });
}

function unsupported(what: string): Error {
  return new DOMException(`${what} would not be kept`, 'NotSupportedError');
}
