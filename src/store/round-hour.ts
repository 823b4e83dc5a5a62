import { BUCKET_SECONDS } from '../domain/report.ts';
import type { Database } from './database.ts';
import { firstReportId, instantOfReport, newReportId } from './report-id.ts';

/** A person's order within the hour is kept: rows are moved in that order and numbered anew. */
export async function roundHour(database: Database, hour: number): Promise<void> {
  const later = firstReportId(hour + BUCKET_SECONDS);
  const rows = await database.kysely
    .selectFrom('reports')
    .select(['id', 'person', 'nth'])
    .where('id', '>=', firstReportId(hour))
    .where('id', '<', firstReportId(hour + 3600))
    .execute();
  if (rows.every((row) => row.id < later)) return;
  rows.sort((a, b) => instantOfReport(a.id) - instantOfReport(b.id) || a.nth - b.nth);
  const nth = new Map<number, number>();
  for (const row of rows) {
    const next = nth.get(row.person) ?? 0;
    nth.set(row.person, next + 1);
    const id = row.id < later ? row.id : newReportId(hour);
    await database.kysely.updateTable('reports').set({ id, nth: next }).where('id', '=', row.id).execute();
  }
}
