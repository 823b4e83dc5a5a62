import type { IdbIndex, IdbObjectStore, IndexOptions, KeyPath } from './indexeddb-types.ts';

interface IndexShape extends Required<IndexOptions> {
  readonly keyPath: string | readonly string[];
}

interface StoreShape {
  readonly keyPath: KeyPath;
  readonly indexes: Readonly<Record<string, IndexShape>>;
}

/** The object stores of a database by their names. A value: changes make a new one. */
export type Schema = Readonly<Record<string, StoreShape>>;

export function withStore(
  schema: Schema,
  name: string,
  { keyPath }: Pick<IdbObjectStore, 'keyPath'>,
): Schema {
  return { ...schema, [name]: { keyPath, indexes: {} } };
}

export function withoutStore(schema: Schema, name: string): Schema {
  const { [name]: _, ...rest } = schema;
  return rest;
}

export function withIndex(schema: Schema, store: string, name: string, index: IdbIndex): Schema {
  const { keyPath, unique, multiEntry } = index;
  return withIndexes(schema, store, (indexes) => ({ ...indexes, [name]: { keyPath, unique, multiEntry } }));
}

export function withoutIndex(schema: Schema, store: string, name: string): Schema {
  return withIndexes(schema, store, ({ [name]: _, ...rest }) => rest);
}

function withIndexes(
  schema: Schema,
  store: string,
  change: (indexes: StoreShape['indexes']) => StoreShape['indexes'],
): Schema {
  const shape = schema[store];
  return shape ? { ...schema, [store]: { ...shape, indexes: change(shape.indexes) } } : schema;
}
