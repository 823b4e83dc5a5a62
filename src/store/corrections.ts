import type { Selectable } from 'kysely';
import type { Correction } from '../domain/correction.ts';
import type { Database } from './database.ts';
import type { Delivery } from './deliveries.ts';
import type { Schema } from './schema.ts';

export interface StoredCorrection extends Correction {
  readonly id: number;
  readonly moderator: string;
}

/** What moderators took back of published days. The results themselves stay as they are. */
export interface Corrections {
  /**
   * @param by the moderator's name from the settings, and the time
   * @param channels those whose digest said what is taken back
   * @returns the correction's number
   */
  add(
    correction: Correction,
    by: { moderator: string; now: number },
    channels: readonly number[],
  ): Promise<number>;
  /** @returns those in force on a day. */
  ofDay(day: string): Promise<StoredCorrection[]>;
  /** @returns the newest that are in force. */
  newest(limit: number): Promise<StoredCorrection[]>;
  /** @returns the digests that speak of it: those that said it, and those that named the correction; or why not. */
  withdraw(id: number, moderator: string): Promise<readonly Delivery[] | 'unknown' | 'withdrawn'>;
  /** @returns those that a channel's digest of a day is to name: of its earlier digests, and named in no other. */
  toName(channel: number, day: string): Promise<StoredCorrection[]>;
  /** A channel's digest of a day named them. */
  noteNamed(ids: readonly number[], channel: number, day: string): Promise<void>;
}

export function createCorrections(database: Database): Corrections {
  const inForce = () =>
    database.kysely.selectFrom('corrections').selectAll('corrections').where('withdrawn_by', 'is', null);

  return {
    add: (correction, { moderator, now }, channels) =>
      database.transaction(async () => {
        const { day, service, region, city, carrier, reason } = correction;
        const { id } = await database.kysely
          .insertInto('corrections')
          .values({
            made_at: now - (now % 3600),
            ...{ day, service, region, city, carrier, reason, moderator },
            withdrawn_by: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const channel of channels) {
          await database.kysely
            .insertInto('corrected_channels')
            .values({ correction: id, channel, named_on: null })
            .execute();
        }
        return id;
      }),

    ofDay: async (day) => (await inForce().where('day', '=', day).orderBy('id').execute()).map(fromRow),

    newest: async (limit) => (await inForce().orderBy('id', 'desc').limit(limit).execute()).map(fromRow),

    withdraw: (id, moderator) =>
      database.transaction(async () => {
        const { kysely } = database;
        const row = await kysely
          .selectFrom('corrections')
          .select(['day', 'withdrawn_by'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (!row) return 'unknown';
        if (row.withdrawn_by !== null) return 'withdrawn';
        await kysely
          .updateTable('corrections')
          .set({ withdrawn_by: moderator })
          .where('id', '=', id)
          .execute();
        const told = await kysely
          .selectFrom('corrected_channels')
          .selectAll()
          .where('correction', '=', id)
          .execute();
        return told.flatMap(({ channel, named_on }) =>
          [row.day, named_on].flatMap((day) => (day === null ? [] : [{ channel, day }])),
        );
      }),

    toName: async (channel, day) => {
      const rows = await inForce()
        .innerJoin('corrected_channels', 'corrected_channels.correction', 'corrections.id')
        .where('channel', '=', channel)
        .where('day', '!=', day)
        .where((eb) => eb.or([eb('named_on', 'is', null), eb('named_on', '=', day)]))
        .orderBy('corrections.id')
        .execute();
      return rows.map(fromRow);
    },

    noteNamed: async (ids, channel, day) => {
      await database.kysely
        .updateTable('corrected_channels')
        .set({ named_on: day })
        .where('channel', '=', channel)
        .where('correction', 'in', ids)
        .execute();
    },
  };
}

function fromRow(row: Selectable<Schema['corrections']>): StoredCorrection {
  const { id, day, service, region, city, carrier, reason, moderator } = row;
  return { id, day, service, region, city, carrier, reason, moderator };
}
