import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Compilable, Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Schema } from './schema.ts';

/** The database file cannot be used as it is; the message says what to do. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

/** Runs one statement that was compiled and prepared once. Values go by the names given to `slot`. */
export interface Prepared<Row> {
  run(values: Readonly<Record<string, unknown>>): number;
  get(values: Readonly<Record<string, unknown>>): Row | undefined;
  all(values: Readonly<Record<string, unknown>>): Row[];
  /** Row by row; nothing else can run until it is through. */
  iterate(values: Readonly<Record<string, unknown>>): IterableIterator<Row>;
}

/** An open database. What only SQLite knows is in this file. */
export interface Database {
  /** For queries that are not on the busy path. Inside a transaction it is that transaction: read it at each use. */
  readonly kysely: Kysely<Schema>;
  /**
   * Runs `work` in a transaction that is on the disk when this resolves. Transactions and single queries of
   * others wait for it; inside `work` everything joins it, a further `transaction` included.
   */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` so that it can be taken back alone; only inside a transaction. */
  savepoint<T>(work: () => Promise<Kept<T>>): Promise<T>;
  /** Kysely's driver prepares at every call, which costs half the rate of a busy path: this prepares once. */
  prepare<Row>(query: Compilable<Row>): Prepared<Row>;
  /** Copies the write-ahead log into the file less often: for a process that writes much and then ends. */
  expectMuch(): void;
  /** Empties the write-ahead log, so that what was erased is gone from it too. */
  truncateLog(): Promise<void>;
  /** Writes a consistent copy to a new file. */
  copyTo(file: string): Promise<void>;
  /** @returns what is wrong with the file; nothing when it is whole. */
  findDamage(): Promise<string[]>;
  /** @returns the settings on which promises rest, as SQLite has them in force. */
  settings(): { journal: string; synchronous: number; foreignKeys: number; secureDelete: number };
  close(): Promise<void>;
}

/** What a savepoint's work came to: kept, or taken back although it went well. */
export interface Kept<T> {
  readonly keep: boolean;
  readonly value: T;
}

/** 64 MB, where SQLite's own 1,000 would copy the same pages of the indexes at nearly every commit. */
const BULK_LOG_PAGES = 16_000;

/** Stands for a value that is given when a prepared statement runs. */
export function slot<T>(name: string): T {
  return { slot: name } as T;
}

/** @returns whether an error is the database's own (disk full, locked, damaged) and not a mistake of ours. */
export function isDatabaseFailure(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && !code.startsWith('SQLITE_CONSTRAINT');
}

/** @returns SQLite's name of what went wrong; null for an error that is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

/**
 * Opens the database, creates it where missing (0600, in a folder of 0700) and brings its tables up to date.
 *
 * @param file path, or `:memory:`
 * @throws DatabaseRefused when a newer version of the program made it, or it is no database
 */
export async function openDatabase(file: string): Promise<Database> {
  await prepareFile(file);
  const sqlite = open(file);
  const database = wrap(sqlite);
  try {
    await migrate(database.kysely);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function prepareFile(file: string): Promise<void> {
  if (file === ':memory:') return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const found = await stat(file).catch(() => null);
  // An empty file opens as a new database: after a crash of the disk that would be a silent loss of everything.
  if (found?.size === 0)
    throw new DatabaseRefused(`${file} is empty. Restore a backup, or delete it to start anew.`);
}

function open(file: string): Sqlite.Database {
  try {
    const sqlite = new Sqlite(file);
    sqlite.pragma('journal_mode = WAL');
    // In WAL mode SQLite as built here falls back to NORMAL at every open, which may lose the last commits.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // Without it a deleted row stays readable in the file.
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('cache_size = -16000');
    return sqlite;
  } catch (error) {
    const code = sqliteCode(error) ?? 'unreadable';
    throw new DatabaseRefused(`${file} cannot be opened as a database (${code}). Restore a backup.`);
  }
}

function wrap(sqlite: Sqlite.Database): Database {
  const root = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  const inside = new AsyncLocalStorage<Kysely<Schema>>();
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const mark = sqlite.prepare('SAVEPOINT one');
  const takeBack = sqlite.prepare('ROLLBACK TO one');
  const release = sqlite.prepare('RELEASE one');

  // Kysely hands out its one connection to one user at a time: whoever holds it is alone with the database.
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    root.connection().execute((connection) => inside.run(connection, work));

  const committed = async <T>(work: () => Promise<T>): Promise<T> => {
    begin.run();
    try {
      const value = await work();
      commit.run();
      return value;
    } catch (error) {
      if (sqlite.inTransaction) rollback.run();
      throw error;
    }
  };

  const savepoint = async <T>(work: () => Promise<Kept<T>>): Promise<T> => {
    mark.run();
    let keep = false;
    try {
      const outcome = await work();
      keep = outcome.keep;
      return outcome.value;
    } finally {
      // A full disk ends the whole transaction by itself; there is no savepoint left then.
      if (sqlite.inTransaction) {
        if (!keep) takeBack.run();
        release.run();
      }
    }
  };

  return {
    get kysely() {
      return inside.getStore() ?? root;
    },
    transaction: (work) => (inside.getStore() ? work() : alone(() => committed(work))),
    savepoint,
    prepare: (query) =>
      prepare(sqlite, query, () => {
        if (!inside.getStore()) throw new Error('a prepared statement ran outside a transaction');
      }),
    expectMuch: () => void sqlite.pragma(`wal_autocheckpoint = ${BULK_LOG_PAGES}`),
    truncateLog: () => alone(async () => void sqlite.pragma('wal_checkpoint(TRUNCATE)')),
    copyTo: (file) => alone(async () => void sqlite.prepare('VACUUM INTO ?').run(file)),
    findDamage: () =>
      alone(async () => {
        const rows = sqlite.pragma('integrity_check') as { integrity_check: string }[];
        return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
      }),
    settings: () => {
      const read = (name: string) => sqlite.pragma(name, { simple: true });
      return {
        journal: String(read('journal_mode')),
        synchronous: Number(read('synchronous')),
        foreignKeys: Number(read('foreign_keys')),
        secureDelete: Number(read('secure_delete')),
      };
    },
    close: async () => {
      await root.destroy();
      if (sqlite.open) sqlite.close();
    },
  };
}

function isSlot(parameter: unknown): parameter is { slot: string } {
  return parameter !== null && typeof parameter === 'object' && 'slot' in parameter;
}

function prepare<Row>(sqlite: Sqlite.Database, query: Compilable<Row>, check: () => void): Prepared<Row> {
  const { sql, parameters } = query.compile();
  const statement = sqlite.prepare(sql);
  const slots = parameters.map((parameter) => (isSlot(parameter) ? parameter.slot : null));
  const bind = (values: Readonly<Record<string, unknown>>) => {
    check();
    return slots.map((name, index) => (name === null ? parameters[index] : values[name]));
  };
  return {
    run: (values) => statement.run(bind(values)).changes,
    get: (values) => statement.get(bind(values)) as Row | undefined,
    all: (values) => statement.all(bind(values)) as Row[],
    iterate: (values) => statement.iterate(bind(values)) as IterableIterator<Row>,
  };
}

const MIGRATIONS = new URL('../../migrations/', import.meta.url);

async function migrate(kysely: Kysely<Schema>): Promise<void> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.ts')).sort();
  const known = new Set(names.map((name) => name.replace(/\.ts$/, '')));
  const migrator = new Migrator({
    db: kysely,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          await Promise.all(
            names.map(async (name) => [
              name.replace(/\.ts$/, ''),
              await import(new URL(name, MIGRATIONS).href),
            ]),
          ),
        ),
    },
  });
  const done = await appliedMigrations(kysely);
  if (done.some((name) => !known.has(name))) {
    throw new DatabaseRefused(
      'A newer version of Rollcall made this database. Run that version, or restore a backup.',
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function appliedMigrations(kysely: Kysely<Schema>): Promise<string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const log = kysely.withTables<{ kysely_migration: { name: string } }>();
  const rows = await log.selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}
