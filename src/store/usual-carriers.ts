import type { Span } from '../domain/day.ts';
import { peopleBand } from '../domain/share.ts';
import type { Codes } from './codes.ts';
import type { Database } from './database.ts';
import { firstReportId } from './report-id.ts';

/**
 * The carriers that people report on in each city, the most used first. Of those that more than k established people
 * named, and by bands: the order tells no more than published numbers do.
 *
 * @param span of closed days
 */
export async function usualCarriers(
  database: Database,
  codes: Codes,
  { start, end }: Span,
  k: number,
): Promise<Map<string, string[]>> {
  const rows = await database.kysely
    .selectFrom('reports')
    .select(({ fn }) => ['city', 'carrier', fn.count<number>('person').distinct().as('people')])
    .where('id', '>=', firstReportId(start))
    .where('id', '<', firstReportId(end))
    .where('city', 'is not', null)
    .where('carrier', 'is not', null)
    .where('established', '=', 1)
    .where('told', '=', 0)
    .where('held', '=', 0)
    .where('purge', 'is', null)
    .groupBy(['city', 'carrier'])
    .having(({ fn }) => fn.count('person').distinct(), '>', k)
    .orderBy('carrier')
    .execute();
  const byCity = Map.groupBy(rows, (row) => codes.city(row.city ?? 0));
  const band = (row: { people: number }) => Number.parseInt(peopleBand(row.people, k) ?? '0', 10);
  return new Map(
    [...byCity].map(([city, used]) => [
      city,
      used.toSorted((a, b) => band(b) - band(a)).map((row) => codes.carrier(row.carrier ?? 0)),
    ]),
  );
}
