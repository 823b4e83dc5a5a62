import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

export type DeliveryState = Schema['deliveries']['state'];

/** A channel's digest of a day. */
export interface Delivery {
  readonly channel: number;
  readonly day: string;
}

/** Which digests went where. The row of a channel's day is the claim to it. */
export interface Deliveries {
  /** @returns the days of a channel that are claimed or done, from that day on. */
  daysFrom(channel: number, day: string): Promise<Map<string, DeliveryState>>;
  /** @returns how many days from `first` to `last` are claimed or done. */
  count(channel: number, first: string, last: string): Promise<number>;
  /** @returns how it stands; null while nobody has claimed it. */
  stateOf(channel: number, day: string): Promise<DeliveryState | null>;
  /**
   * @param notes what the post says beside its results
   * @returns true for the one who may send it; false when somebody has it.
   */
  claim(channel: number, day: string, digest: string, notes: string): Promise<boolean>;
  /** Notes how it went. `message` is the platform's reference. */
  record(channel: number, day: string, state: DeliveryState, message?: string): Promise<void>;
  /** @returns the platform's reference of a day's post. */
  messageOf(channel: number, day: string): Promise<string | null>;
  /** Gives the claim back: nothing left this machine. */
  release(channel: number, day: string): Promise<void>;
  /** Gives back all claims of a channel that came to no end. */
  releaseAll(channel: number): Promise<void>;
  /** Notes days that will never be posted one by one. */
  skip(channel: number, days: readonly string[]): Promise<void>;
  /**
   * Claims of a program that ended in the middle of sending become `unknown`: the digest may be there.
   *
   * @returns them
   */
  findLost(): Promise<Delivery[]>;
  /** @returns those that are `unknown`, the oldest first. */
  unknown(): Promise<Delivery[]>;
  /** Somebody saw that it is there. @returns false when it was not `unknown`. */
  confirm(channel: number, day: string): Promise<boolean>;
  /** Lets one that is `unknown` or `failed` be claimed again. @returns false when it is neither. */
  reopen(channel: number, day: string): Promise<boolean>;
}

export function createDeliveries(database: Database): Deliveries {
  return {
    daysFrom: async (channel, day) => {
      const rows = await database.kysely
        .selectFrom('deliveries')
        .select(['day', 'state'])
        .where('channel', '=', channel)
        .where('day', '>=', day)
        .execute();
      return new Map(rows.map((row) => [row.day, row.state]));
    },

    count: async (channel, first, last) => {
      const { days } = await database.kysely
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number>().as('days'))
        .where('channel', '=', channel)
        .where('day', '>=', first)
        .where('day', '<=', last)
        .executeTakeFirstOrThrow();
      return days;
    },

    stateOf: async (channel, day) => {
      const row = await database.kysely
        .selectFrom('deliveries')
        .select('state')
        .where('channel', '=', channel)
        .where('day', '=', day)
        .executeTakeFirst();
      return row?.state ?? null;
    },

    claim: async (channel, day, digest, notes) => {
      const { numInsertedOrUpdatedRows } = await database.kysely
        .insertInto('deliveries')
        .values({ channel, day, digest, state: 'sending', message: null, notes })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    record: async (channel, day, state, message) => {
      await database.kysely
        .updateTable('deliveries')
        .set({ state, message: message ?? null })
        .where('channel', '=', channel)
        .where('day', '=', day)
        .execute();
    },

    messageOf: async (channel, day) => {
      const row = await database.kysely
        .selectFrom('deliveries')
        .select('message')
        .where('channel', '=', channel)
        .where('day', '=', day)
        .executeTakeFirst();
      return row?.message ?? null;
    },

    release: async (channel, day) => {
      await database.kysely
        .deleteFrom('deliveries')
        .where('channel', '=', channel)
        .where('day', '=', day)
        .where('state', '=', 'sending')
        .execute();
    },

    releaseAll: async (channel) => {
      await database.kysely
        .deleteFrom('deliveries')
        .where('channel', '=', channel)
        .where('state', '=', 'sending')
        .execute();
    },

    skip: async (channel, days) => {
      for (const day of days) {
        await database.kysely
          .insertInto('deliveries')
          .values({ channel, day, digest: null, state: 'skipped', message: null, notes: null })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    findLost: () =>
      database.kysely
        .updateTable('deliveries')
        .set({ state: 'unknown' })
        .where('state', '=', 'sending')
        .returning(['channel', 'day'])
        .execute(),

    unknown: () =>
      database.kysely
        .selectFrom('deliveries')
        .select(['channel', 'day'])
        .where('state', '=', 'unknown')
        .orderBy('day')
        .orderBy('channel')
        .execute(),

    confirm: async (channel, day) => {
      const { numUpdatedRows } = await database.kysely
        .updateTable('deliveries')
        .set({ state: 'sent' })
        .where('channel', '=', channel)
        .where('day', '=', day)
        .where('state', '=', 'unknown')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    reopen: async (channel, day) => {
      const { numDeletedRows } = await database.kysely
        .deleteFrom('deliveries')
        .where('channel', '=', channel)
        .where('day', '=', day)
        .where('state', 'in', ['unknown', 'failed'])
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
