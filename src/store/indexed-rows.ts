import type { SealedFile } from './sealed-file.ts';

const TABLES = `
  -- One row for each IndexedDB database; the schema is its user's JSON.
  CREATE TABLE IF NOT EXISTS indexed_databases (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, schema TEXT NOT NULL
  ) STRICT;
  -- Its records. Keys compare as bytes in the order of IndexedDB.
  CREATE TABLE IF NOT EXISTS indexed_rows (
    database TEXT NOT NULL, store TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (database, store, key)
  ) STRICT, WITHOUT ROWID;
`;

interface Row {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** A record that is put, or all keys from `from` to before `before` that are erased; null is open. */
type Change =
  | { readonly store: string; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly store: string; readonly from: Uint8Array | null; readonly before: Uint8Array | null };

interface Shape {
  readonly version: number;
  readonly schema: string;
}

const LOWEST = new Uint8Array();

/** What an IndexedDB in memory needs to be there again after a restart. */
export function createIndexedRows(file: SealedFile) {
  const { sqlite } = file;
  sqlite.exec(TABLES);
  const list = sqlite.prepare<[], Shape & { name: string }>(
    'SELECT name, version, schema FROM indexed_databases',
  );
  const read = sqlite.prepare<[string, string], Row>(
    'SELECT key, value FROM indexed_rows WHERE database = ? AND store = ? ORDER BY key',
  );
  const shapeIt = sqlite.prepare(`
    INSERT INTO indexed_databases (name, version, schema) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version, schema = excluded.schema`);
  const put = sqlite.prepare(`
    INSERT INTO indexed_rows (database, store, key, value) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value`);
  const eraseFrom = sqlite.prepare('DELETE FROM indexed_rows WHERE database = ? AND store = ? AND key >= ?');
  const eraseSpan = sqlite.prepare(
    'DELETE FROM indexed_rows WHERE database = ? AND store = ? AND key >= ? AND key < ?',
  );
  const forget = sqlite.prepare('DELETE FROM indexed_databases WHERE name = ?');
  const empty = sqlite.prepare('DELETE FROM indexed_rows WHERE database = ?');

  const apply = (database: string, change: Change) => {
    if ('value' in change) put.run(database, change.store, change.key, change.value);
    else if (change.before === null) eraseFrom.run(database, change.store, change.from ?? LOWEST);
    else eraseSpan.run(database, change.store, change.from ?? LOWEST, change.before);
  };

  return {
    databases: () => list.all(),
    rows: (database: string, store: string): Iterable<Row> => read.iterate(database, store),
    commit: sqlite.transaction((database: string, changes: readonly Change[], shape?: Shape) => {
      if (shape) shapeIt.run(database, shape.version, shape.schema);
      for (const change of changes) apply(database, change);
    }).immediate,
    drop: sqlite.transaction((database: string) => {
      empty.run(database);
      forget.run(database);
    }).immediate,
  };
}
