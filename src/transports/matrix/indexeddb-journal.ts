import { encodeKey, justAbove } from './indexeddb-key.ts';
import type { Schema } from './indexeddb-schema.ts';
import type { IdbKey, IdbKeyRange, IdbObjectStore } from './indexeddb-types.ts';
import type { IndexedChange } from './vault.ts';

/** All keys from `from` to before `before`; null is open. */
export interface Erased {
  readonly from: Uint8Array | null;
  readonly before: Uint8Array | null;
}

/** What one transaction has done so far. */
export interface Journal {
  put(store: IdbObjectStore, key: IdbKey, value: Uint8Array): void;
  erase(store: IdbObjectStore, what: Erased): void;
  clear(store: IdbObjectStore): void;
  /** The store is gone with all that was or will yet be done to it; one that is made anew under its name is another. */
  drop(store: IdbObjectStore): void;
  /** Upgrades have a schema, other transactions change none. */
  schema: Schema | null;
  /** @returns the changes in an order that comes to the same */
  changes(): IndexedChange[];
}

export function createJournal(schema: Schema | null): Journal {
  const steps: { readonly store: IdbObjectStore; readonly change: IndexedChange }[] = [];
  const dropped = new Set<IdbObjectStore>();
  const add = (store: IdbObjectStore, change: IndexedChange) => void steps.push({ store, change });
  return {
    schema,
    put: (store, key, value) => add(store, { store: store.name, key: encodeKey(key), value }),
    erase: (store, what) => add(store, { store: store.name, ...what }),
    clear: (store) => add(store, everything(store)),
    drop: (store) => void dropped.add(store),
    changes: () => [
      ...[...dropped].map(everything),
      ...steps.filter(({ store }) => !dropped.has(store)).map(({ change }) => change),
    ],
  };
}

function everything({ name }: IdbObjectStore): IndexedChange {
  return { store: name, from: null, before: null };
}

/** @returns the bytes of the keys that `delete` erases, given what it was given */
export function erased(what: IdbKey | IdbKeyRange): Erased {
  if (!isRange(what)) {
    const from = encodeKey(what);
    return { from, before: justAbove(from) };
  }
  const bound = (key: IdbKey | undefined, above: boolean) => {
    if (key === undefined) return null;
    return above ? justAbove(encodeKey(key)) : encodeKey(key);
  };
  return { from: bound(what.lower, what.lowerOpen), before: bound(what.upper, !what.upperOpen) };
}

function isRange(what: IdbKey | IdbKeyRange): what is IdbKeyRange {
  return typeof what === 'object' && 'lowerOpen' in what;
}
