import { createHmac } from 'node:crypto';
import Sqlite from 'better-sqlite3';

const SERVICES = ['whatsapp', 'telegram', 'signal', 'viber', 'discord'];
const CITIES = ['moscow', 'spb', 'kazan', 'omsk', 'perm', 'ufa'];
const CARRIERS = ['mts', 'megafon', 'beeline', 'tele2'];

const coded = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index + 1]));
const services = coded(SERVICES);
const cities = coded(CITIES);
const carriers = coded(CARRIERS);

/** What an update comes to: the row to be written, and what is answered. */
export interface Small {
  readonly row: readonly unknown[];
  readonly reply: string;
}

/** The work that every bot of the transport's benchmark does with an update: split, three look-ups, HMAC. */
export function handleSmall(text: string, person: number, date: number): Small {
  const [, service = '', city = '', carrier = ''] = text.split(/\s+/);
  const codes = [services.get(service), cities.get(city), carriers.get(carrier)];
  if (codes.includes(undefined)) throw new Error('an update that nobody sent');
  const pseudonym = createHmac('sha256', 'bench').update(String(person)).digest().subarray(0, 16);
  return {
    row: [date, pseudonym, ...codes],
    reply: `Accepted: ${service} / ${city} / ${carrier}. Thank you!`,
  };
}

/** A table of reports with the indexes that such bots have. */
export function openSmall(file: string, synchronous: 'NORMAL' | 'FULL') {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma(`synchronous = ${synchronous}`);
  sqlite.exec(`
    CREATE TABLE reports (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, reporter BLOB NOT NULL,
      service INTEGER NOT NULL, city INTEGER NOT NULL, carrier INTEGER NOT NULL) STRICT;
    CREATE INDEX reports_at ON reports (at);
    CREATE INDEX reports_cell ON reports (service, city, carrier, at);
    CREATE INDEX reports_reporter ON reports (reporter, at);`);
  const insert = sqlite.prepare(
    'INSERT INTO reports (at, reporter, service, city, carrier) VALUES (?, ?, ?, ?, ?)',
  );
  const write = (rows: readonly Small[]): void => {
    for (const { row } of rows) insert.run(...row);
  };
  return {
    /** In a transaction of its own. */
    one: (small: Small): void => write([small]),
    /** All in one transaction. */
    group: sqlite.transaction(write),
  };
}
