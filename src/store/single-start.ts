import Sqlite from 'better-sqlite3';
import { sqliteCode } from './database.ts';

/** Another program runs on this database. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

/**
 * Makes sure that one program at a time takes updates into a database. The lock is an open transaction on a
 * file beside it: the system lets go of it however the program ends.
 *
 * @param file path of the database
 * @returns what lets go of it
 * @throws AlreadyRunning
 */
export function lockStart(file: string): () => void {
  if (file === ':memory:') return () => {};
  const lock = new Sqlite(`${file}.lock`);
  try {
    lock.pragma('busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteCode(error) === 'SQLITE_BUSY') {
      throw new AlreadyRunning(
        'Rollcall already runs on this database. Stop it first, or set DATABASE_URL to another file.',
      );
    }
    throw error;
  }
  return () => lock.close();
}
