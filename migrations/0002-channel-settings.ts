import { type Kysely, sql } from 'kysely';

const statements = [
  // places, services: JSON lists of the catalog's ids; null is the whole country, and all services.
  'ALTER TABLE channels ADD COLUMN places TEXT',
  'ALTER TABLE channels ADD COLUMN services TEXT',
  'ALTER TABLE channels ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1 CHECK (pictures IN (0, 1))',
  'ALTER TABLE channels ADD COLUMN skip_quiet INTEGER NOT NULL DEFAULT 0 CHECK (skip_quiet IN (0, 1))',
  // A channel that was removed keeps its row: its ledger goes on where it is added again, and no seed brings it back.
  'ALTER TABLE channels ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))',
];

/** From here on `channels.paused` may also be 2: paused by a moderator, so that no seed ends it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
}
