import { type Kysely, sql } from 'kysely';

const statements = [
  // made_at: the hour. day: the local day of every zone. Service, place and carrier are the catalog's ids, as in
  // day_results. moderator, withdrawn_by: names from the settings.
  `CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at INTEGER NOT NULL,
    day TEXT NOT NULL,
    service TEXT NOT NULL,
    region TEXT,
    city TEXT,
    carrier TEXT,
    reason TEXT NOT NULL CHECK (reason IN ('spam', 'mistake')),
    moderator TEXT NOT NULL,
    withdrawn_by TEXT
  ) STRICT`,
  'CREATE INDEX corrections_day ON corrections (day)',
  // Channels whose digest said what was taken back. named_on: the day whose digest told their readers.
  `CREATE TABLE corrected_channels (
    correction INTEGER NOT NULL REFERENCES corrections (id),
    channel INTEGER NOT NULL REFERENCES channels (id),
    named_on TEXT,
    PRIMARY KEY (correction, channel)
  ) STRICT, WITHOUT ROWID`,
  // edition: how often what the post says was corrected. shown: the edition that its channel shows.
  'ALTER TABLE deliveries ADD COLUMN edition INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE deliveries ADD COLUMN shown INTEGER NOT NULL DEFAULT 0',
  // notes: what the post said beside its results (JSON), so that it says so still once it is corrected.
  'ALTER TABLE deliveries ADD COLUMN notes TEXT',
  // hour: hours since 1970 at which a press story went round. service: the catalog's id; null for all.
  `CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hour INTEGER NOT NULL,
    service TEXT,
    moderator TEXT NOT NULL
  ) STRICT`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
}
