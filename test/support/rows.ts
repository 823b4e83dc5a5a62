import Sqlite from 'better-sqlite3';

/** How many reports a database file has, read beside the program that writes it. */
export function countReports(file: string, where = '1'): number {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return (sqlite.prepare(`SELECT count(*) AS n FROM reports WHERE ${where}`).get() as { n: number }).n;
  } finally {
    sqlite.close();
  }
}

/** Keeps everybody else from writing to a database file. @returns what lets go of it. */
export function lockDatabase(file: string): () => void {
  const sqlite = new Sqlite(file);
  sqlite.exec('BEGIN IMMEDIATE');
  return () => sqlite.close();
}
