import { type Kysely, sql } from 'kysely';

/*
 * STRICT tables, so that an id can never sit in a column meant for a code. No column holds a name, a user's or
 * a private chat's id, a text, or a time finer than 15 minutes. Ids of reports and people are random within
 * their bucket: an order of rows would tell more of the time than the bucket does.
 */
const statements = [
  // pseudonym: null once the epoch's key is dead. first_day: days since 1970 (UTC) of the first report.
  // trust: 0 none yet, 1 established or vouched for, -1 purged (see store/people.ts).
  `CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    pseudonym BLOB UNIQUE,
    epoch INTEGER NOT NULL,
    platform TEXT NOT NULL,
    language TEXT,
    first_day INTEGER,
    trust INTEGER NOT NULL DEFAULT 0 CHECK (trust IN (-1, 0, 1))
  ) STRICT`,
  'CREATE INDEX people_epoch ON people (epoch) WHERE pseudonym IS NOT NULL',

  // id: bucket and 31 random bits (store/report-id.ts), so that a span of time is a span of ids.
  // nth: orders one person's reports within a bucket. Codes are the catalog's.
  `CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (id),
    nth INTEGER NOT NULL,
    service INTEGER NOT NULL,
    region INTEGER,
    city INTEGER,
    carrier INTEGER,
    network INTEGER,
    outcome INTEGER NOT NULL,
    symptoms INTEGER NOT NULL,
    told INTEGER NOT NULL,
    established INTEGER NOT NULL,
    held INTEGER NOT NULL DEFAULT 0,
    purge INTEGER REFERENCES purges (id)
  ) STRICT`,
  'CREATE INDEX reports_person ON reports (person)',
  'CREATE INDEX reports_purge ON reports (purge) WHERE purge IS NOT NULL',

  // moderator: the name from the settings. scope: what was purged, in catalog words.
  `CREATE TABLE purges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    moderator TEXT NOT NULL,
    scope TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    undone_at INTEGER,
    undone_by TEXT
  ) STRICT`,
  `CREATE TABLE purged_people (
    purge INTEGER NOT NULL REFERENCES purges (id),
    person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    trust_before INTEGER NOT NULL,
    PRIMARY KEY (purge, person)
  ) STRICT, WITHOUT ROWID`,

  // Keyed hashes of updates, tied to nothing, so that one delivered again is known for 48 hours.
  `CREATE TABLE handled (
    key BLOB PRIMARY KEY,
    hour INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX handled_hour ON handled (hour)',

  // first_day: the first local day this channel gets a digest for.
  `CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    digest_at TEXT NOT NULL,
    first_day TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    UNIQUE (platform, chat_id)
  ) STRICT`,
  // Each local day at most once a channel: the row is the claim.
  `CREATE TABLE deliveries (
    channel INTEGER NOT NULL REFERENCES channels (id),
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'unknown', 'failed', 'skipped')),
    digest TEXT,
    message TEXT,
    PRIMARY KEY (channel, day)
  ) STRICT, WITHOUT ROWID`,

  // result: what may be published. memory: what the next day starts from, kept for a zone's newest day only.
  `CREATE TABLE day_results (
    zone TEXT NOT NULL,
    day TEXT NOT NULL,
    result TEXT NOT NULL,
    memory TEXT,
    PRIMARY KEY (zone, day)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE snapshots (
    zone TEXT PRIMARY KEY,
    hour INTEGER NOT NULL,
    result TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,

  // When the program last ran, and the spans in which it did not.
  `CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE gaps (
    start INTEGER PRIMARY KEY,
    "end" INTEGER NOT NULL
  ) STRICT`,
];

/** Kysely's SQLite adapter opens no transaction for migrations: each opens its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
}
