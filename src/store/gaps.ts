import type { Span } from '../domain/day.ts';
import type { Database } from './database.ts';

/** A pause shorter than this is a restart. */
const SHORTEST_SECONDS = 15 * 60;

/** When the program itself was not there to listen. */
export interface Gaps {
  /** Notes that it runs now; a pause since the last time becomes a gap. */
  beat(now: number): Promise<void>;
  /** @returns the gaps that touch the span, cut to it. */
  within(span: Span): Promise<Span[]>;
}

export function createGaps(database: Database): Gaps {
  return {
    beat: (now) =>
      database.transaction(async () => {
        const at = Math.floor(now);
        const last = await database.kysely.selectFrom('heartbeat').select('at').executeTakeFirst();
        if (last && at - last.at >= SHORTEST_SECONDS) {
          await database.kysely
            .insertInto('gaps')
            .values({ start: last.at, end: at })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        await database.kysely
          .insertInto('heartbeat')
          .values({ id: 1, at })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
          .execute();
      }),

    within: async ({ start, end }) => {
      const rows = await database.kysely
        .selectFrom('gaps')
        .selectAll()
        .where('start', '<', end)
        .where('end', '>', start)
        .orderBy('start')
        .execute();
      return rows.map((row) => ({ start: Math.max(row.start, start), end: Math.min(row.end, end) }));
    },
  };
}
