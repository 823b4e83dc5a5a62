import { hkdfSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import Sealed from 'better-sqlite3-multiple-ciphers';
import { DatabaseRefused, sqliteCode } from './database.ts';
import type { KeyFile } from './key-file.ts';

/** An SQLite file of which nothing can be read without the key, write-ahead log included. */
export interface SealedFile {
  readonly sqlite: Sqlite.Database;
  close(): void;
}

/** What the tables in the file look like. A program that knows a smaller number only refuses the file. */
const FORMAT = 1;

const START_ANEW = 'If it is lost, delete the file: the bot is then a new device.';

/** @returns the 32 bytes that seal files; they hang on the key file's lasting key alone. */
export function sealingKey(keys: KeyFile): Buffer {
  return Buffer.from(hkdfSync('sha256', keys.lasting, '', 'rollcall sealed file', 32));
}

/**
 * Opens a sealed file, or makes it (0600, in a folder of 0700) where there is none. Nobody else can open it until
 * it is closed.
 *
 * @param key 32 bytes
 * @throws DatabaseRefused when another program uses it, the key is not its own, or it is damaged or newer
 */
export function openSealedFile(file: string, key: Buffer): SealedFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let sqlite: ReturnType<typeof connect> | null = null;
  try {
    if (!statSync(file, { throwIfNoEntry: false })) create(file, key);
    sqlite = connect(file, key);
    settle(sqlite);
  } catch (error) {
    sqlite?.close();
    throw new DatabaseRefused(`${file} ${refusal(error)}`);
  }
  const open = sqlite;
  return { sqlite: open, close: () => void open.close() };
}

/** Under another name until it has its first page: an empty file is then always the trace of a loss. */
function create(file: string, key: Buffer): void {
  const unfinished = `${file}.new`;
  // A log that was left behind would be read into the new file.
  for (const path of [unfinished, `${unfinished}-journal`, `${file}-wal`]) rmSync(path, { force: true });
  closeSync(openSync(unfinished, 'wx', 0o600));
  const sqlite = connect(unfinished, key);
  try {
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma(`user_version = ${FORMAT}`);
  } finally {
    sqlite.close();
  }
  renameSync(unfinished, file);
}

function connect(file: string, key: Buffer): Sqlite.Database {
  const sqlite = new Sealed(file, { timeout: 0 });
  sqlite.pragma("cipher = 'chacha20'");
  // The key has full strength: stretching it like a password would cost each start and add nothing.
  sqlite.key(Buffer.from(`raw:${key.toString('hex')}`));
  return sqlite;
}

function settle(sqlite: Sqlite.Database): void {
  // Before the first access: the log's index is then kept in memory, and the lock is held until the end.
  sqlite.pragma('locking_mode = EXCLUSIVE');
  const format = Number(sqlite.pragma('user_version', { simple: true }));
  if (format === 0) throw new DatabaseRefused(`is empty. ${START_ANEW}`);
  if (format > FORMAT)
    throw new DatabaseRefused('was made by a newer version of Rollcall. Run that version.');
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('secure_delete = ON');
  // What SQLite sorts or spills would go into files that are not sealed.
  sqlite.pragma('temp_store = MEMORY');
}

/** @returns what is wrong with the file and what to do, to go after its name */
function refusal(error: unknown): string {
  if (error instanceof DatabaseRefused) return error.message;
  const code = sqliteCode(error);
  if (code === 'SQLITE_BUSY') return 'is in use by another Rollcall. Stop it first.';
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return `is damaged or was made with another key file. Put that key file back. ${START_ANEW}`;
  }
  return `cannot be opened (${code ?? (error as NodeJS.ErrnoException).code ?? 'unreadable'}).`;
}
