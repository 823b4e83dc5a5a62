import type { Database } from './database.ts';

/** A chat that gets the digest. Its id is no person's. */
export interface Channel {
  readonly id: number;
  readonly platform: string;
  readonly chatId: string;
  readonly language: string;
  readonly zone: string;
  /** Local time, `09:00`. */
  readonly digestAt: string;
  /** The first local day that it gets a digest of. */
  readonly firstDay: string;
  /** It refused for good; moderators were told. */
  readonly paused: boolean;
}

export interface Channels {
  list(): Promise<Channel[]>;
  /** Adds a channel, or takes one that is there out of its pause. Its own settings stay. */
  seed(channel: Omit<Channel, 'id' | 'paused'>): Promise<void>;
  pause(id: number): Promise<void>;
  /** The chat lives on under another id. */
  move(id: number, chatId: string): Promise<void>;
}

export function createChannels(database: Database): Channels {
  return {
    list: async () => {
      const rows = await database.kysely.selectFrom('channels').selectAll().orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id,
        platform: row.platform,
        chatId: row.chat_id,
        language: row.language,
        zone: row.zone,
        digestAt: row.digest_at,
        firstDay: row.first_day,
        paused: row.paused === 1,
      }));
    },

    seed: async ({ platform, chatId, language, zone, digestAt, firstDay }) => {
      await database.kysely
        .insertInto('channels')
        .values({ platform, chat_id: chatId, language, zone, digest_at: digestAt, first_day: firstDay })
        .onConflict((conflict) => conflict.columns(['platform', 'chat_id']).doUpdateSet({ paused: 0 }))
        .execute();
    },

    pause: async (id) => {
      await database.kysely.updateTable('channels').set({ paused: 1 }).where('id', '=', id).execute();
    },

    move: async (id, chatId) => {
      await database.kysely.updateTable('channels').set({ chat_id: chatId }).where('id', '=', id).execute();
    },
  };
}
