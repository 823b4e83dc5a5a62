import type { Database } from './database.ts';
import { DAYS_TO_ESTABLISH, TRUST } from './people.ts';
import { instantOfReport } from './report-id.ts';

/**
 * Decides once more which reports are established ones: after older reports were added than those there. Only ever
 * raises, since a person's first day can only have become earlier.
 *
 * @param rows rows of one commit
 */
export async function decideEstablished(database: Database, rows: number): Promise<void> {
  for (let from = 0; ; ) {
    const last = await database.transaction(() => establishFrom(database, from, rows));
    if (last === null) break;
    from = last + 1;
  }
  await database.kysely
    .updateTable('people')
    .set({ trust: TRUST.established })
    .where('trust', '=', TRUST.none)
    .where('id', 'in', (eb) => eb.selectFrom('reports').where('established', '=', 1).select('person'))
    .execute();
}

/** @returns the last id that was looked at, or null at the end. */
async function establishFrom(database: Database, from: number, limit: number): Promise<number | null> {
  const rows = await database.kysely
    .selectFrom('reports')
    .innerJoin('people', 'people.id', 'reports.person')
    .select(['reports.id', 'first_day', 'trust', 'established'])
    .where('reports.id', '>=', from)
    .orderBy('reports.id')
    .limit(limit)
    .execute();
  const due = rows.filter(
    ({ id, first_day, trust, established }) =>
      !established &&
      trust !== TRUST.purged &&
      first_day !== null &&
      Math.floor(instantOfReport(id) / 86_400) - first_day >= DAYS_TO_ESTABLISH,
  );
  const ids = due.map((row) => row.id);
  if (ids.length > 0) {
    await database.kysely.updateTable('reports').set({ established: 1 }).where('id', 'in', ids).execute();
  }
  return rows.at(-1)?.id ?? null;
}
