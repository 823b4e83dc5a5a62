import type { Database } from './database.ts';
import type { Delivery } from './deliveries.ts';

/** A post whose channel does not show all that was corrected since. */
export interface StalePost extends Delivery {
  /** The platform's reference. */
  readonly message: string;
  /** What it said beside its results. */
  readonly notes: string | null;
  /** The edition that is to be shown. */
  readonly edition: number;
}

/** Digests that were posted, as their channels show them. */
export interface Posts {
  /** @returns those of a day that are in their channel, or may be. */
  of(day: string): Promise<Delivery[]>;
  /** What the post shows was corrected. */
  outdate(channel: number, day: string): Promise<void>;
  /** @returns those that can be changed and are to be. */
  stale(): Promise<StalePost[]>;
  /** Its channel shows that edition; corrected in between, it stays stale. */
  settle(post: StalePost): Promise<void>;
}

export function createPosts(database: Database): Posts {
  return {
    of: (day) =>
      database.kysely
        .selectFrom('deliveries')
        .select(['channel', 'day'])
        .where('day', '=', day)
        .where('state', 'in', ['sent', 'unknown'])
        .orderBy('channel')
        .execute(),

    outdate: async (channel, day) => {
      await database.kysely
        .updateTable('deliveries')
        .set((eb) => ({ edition: eb('edition', '+', 1) }))
        .where('channel', '=', channel)
        .where('day', '=', day)
        .execute();
    },

    stale: async () => {
      const rows = await database.kysely
        .selectFrom('deliveries')
        .select(['channel', 'day', 'message', 'notes', 'edition'])
        .whereRef('edition', '>', 'shown')
        .where('state', '=', 'sent')
        .where('message', 'is not', null)
        .orderBy('day')
        .execute();
      return rows.map((row) => ({ ...row, message: row.message ?? '' }));
    },

    settle: async ({ channel, day, edition }) => {
      await database.kysely
        .updateTable('deliveries')
        .set({ shown: edition })
        .where('channel', '=', channel)
        .where('day', '=', day)
        .execute();
    },
  };
}
