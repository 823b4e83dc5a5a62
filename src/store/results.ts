import { addDays } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import type { DayMemory } from '../domain/settle-day.ts';
import type { Database } from './database.ts';

/** Closed days, frozen, and the hourly snapshots of those that are not. */
export interface Results {
  get(zone: string, day: string): Promise<DayResult | null>;
  /** @returns a closed day as each zone has it. */
  ofDay(day: string): Promise<DayResult[]>;
  /** @returns the first and the last closed day of a zone; null when none is closed. */
  closedDays(zone: string): Promise<{ first: string; last: string } | null>;
  /** @returns the newest closed day of a zone and what the next one starts from; null when none is closed. */
  newest(zone: string): Promise<{ day: string; memory: DayMemory } | null>;
  /** Freezes a day. One that is frozen stays as it is. */
  freeze(result: DayResult, memory: DayMemory): Promise<void>;
  /** @returns the last snapshot; `hour` counts hours since 1970. */
  snapshot(zone: string): Promise<{ hour: number; result: DayResult } | null>;
  keepSnapshot(hour: number, result: DayResult): Promise<void>;
}

export function createResults(database: Database): Results {
  return {
    get: async (zone, day) => {
      const row = await database.kysely
        .selectFrom('day_results')
        .select('result')
        .where('zone', '=', zone)
        .where('day', '=', day)
        .executeTakeFirst();
      return row ? JSON.parse(row.result) : null;
    },

    ofDay: async (day) => {
      const rows = await database.kysely
        .selectFrom('day_results')
        .select('result')
        .where('day', '=', day)
        .orderBy('zone')
        .execute();
      return rows.map((row) => JSON.parse(row.result));
    },

    closedDays: async (zone) => {
      const { first, last } = await database.kysely
        .selectFrom('day_results')
        .select(({ fn }) => [
          fn.min<string | null>('day').as('first'),
          fn.max<string | null>('day').as('last'),
        ])
        .where('zone', '=', zone)
        .executeTakeFirstOrThrow();
      return first === null || last === null ? null : { first, last };
    },

    newest: async (zone) => {
      const row = await database.kysely
        .selectFrom('day_results')
        .select(['day', 'memory'])
        .where('zone', '=', zone)
        .where('memory', 'is not', null)
        .orderBy('day', 'desc')
        // Without it all days before would be read: this is asked each minute.
        .limit(1)
        .executeTakeFirst();
      return row?.memory ? { day: row.day, memory: JSON.parse(row.memory) } : null;
    },

    freeze: (result, memory) =>
      database.transaction(async () => {
        const { day, zone } = result;
        await database.kysely
          .insertInto('day_results')
          .values({ zone, day, result: JSON.stringify(result), memory: JSON.stringify(memory) })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await database.kysely
          .updateTable('day_results')
          .set({ memory: null })
          .where('zone', '=', zone)
          // Days are closed in order: all others are empty already.
          .where('day', '=', addDays(day, -1))
          .execute();
      }),

    snapshot: async (zone) => {
      const row = await database.kysely
        .selectFrom('snapshots')
        .select(['hour', 'result'])
        .where('zone', '=', zone)
        .executeTakeFirst();
      return row ? { hour: row.hour, result: JSON.parse(row.result) } : null;
    },

    keepSnapshot: async (hour, result) => {
      const row = { zone: result.zone, hour, result: JSON.stringify(result) };
      await database.kysely
        .insertInto('snapshots')
        .values(row)
        .onConflict((conflict) => conflict.column('zone').doUpdateSet({ hour: row.hour, result: row.result }))
        .execute();
    },
  };
}
