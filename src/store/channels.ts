import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** What a channel's digests are to hold. */
export interface ChannelContent {
  /** The catalog's ids of regions and cities; null is the whole country. */
  readonly places: readonly string[] | null;
  /** The catalog's ids; null is all. */
  readonly services: readonly string[] | null;
  readonly pictures: boolean;
  /** A day on which nothing changed gets no post. */
  readonly skipQuiet: boolean;
}

/** Everything there is, every day. */
export const WHOLE_DIGEST: ChannelContent = {
  places: null,
  services: null,
  pictures: true,
  skipQuiet: false,
};

/** A chat that gets the digest. Its id is no person's. */
export interface Channel extends ChannelContent {
  readonly id: number;
  readonly platform: string;
  readonly chatId: string;
  readonly language: string;
  readonly zone: string;
  /** Local time, `09:00`. */
  readonly digestAt: string;
  /** The first local day that it gets a digest of. */
  readonly firstDay: string;
  /** It refused for good, and moderators were told; or a moderator paused it. */
  readonly paused: boolean;
}

/** What may change once a channel is there. */
export type ChannelChanges = Partial<Omit<Channel, 'id' | 'platform' | 'chatId'>>;

export type NewChannel = Omit<Channel, 'id' | 'paused'>;

export interface Channels {
  /** All but those that were removed. */
  list(): Promise<Channel[]>;
  /** Adds a channel, or takes one that had refused out of its pause. What moderators chose stays. */
  seed(channel: NewChannel): Promise<void>;
  /** Adds a channel by a moderator's wish, also one that was removed. @returns the channel as it is now. */
  add(channel: NewChannel): Promise<Channel>;
  /** A moderator's changes. */
  update(id: number, changes: ChannelChanges): Promise<void>;
  /** It refuses. */
  pause(id: number): Promise<void>;
  /** Its ledger stays, so that no day is posted again should it come back. */
  remove(id: number): Promise<void>;
  /** The chat lives on under another id. */
  move(id: number, chatId: string): Promise<void>;
}

const GOING = 0;
const REFUSED = 1;
const HELD_BY_MODERATOR = 2;

export function createChannels(database: Database): Channels {
  const set = (id: number, row: Partial<Row>) =>
    database.kysely.updateTable('channels').set(row).where('id', '=', id).execute();

  return {
    list: async () => {
      const rows = await database.kysely
        .selectFrom('channels')
        .selectAll()
        .where('removed', '=', 0)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    seed: async (channel) => {
      await database.kysely
        .insertInto('channels')
        .values(toRow(channel))
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'chat_id'])
            .doUpdateSet({ paused: GOING })
            .where('channels.paused', '=', REFUSED),
        )
        .execute();
    },

    add: async (channel) => {
      const back = { paused: GOING, removed: 0, first_day: channel.firstDay };
      const row = await database.kysely
        .insertInto('channels')
        .values(toRow(channel))
        .onConflict((conflict) => conflict.columns(['platform', 'chat_id']).doUpdateSet(back))
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    update: async (id, changes) => {
      const row = changesToRow(changes);
      if (Object.keys(row).length > 0) await set(id, row);
    },
    pause: async (id) => void (await set(id, { paused: REFUSED })),
    remove: async (id) => void (await set(id, { removed: 1 })),
    move: async (id, chatId) => void (await set(id, { chat_id: chatId })),
  };
}

type Row = Selectable<Schema['channels']>;

function fromRow(row: Row): Channel {
  return {
    id: row.id,
    platform: row.platform,
    chatId: row.chat_id,
    language: row.language,
    zone: row.zone,
    digestAt: row.digest_at,
    firstDay: row.first_day,
    paused: row.paused !== GOING,
    places: row.places === null ? null : JSON.parse(row.places),
    services: row.services === null ? null : JSON.parse(row.services),
    pictures: row.pictures === 1,
    skipQuiet: row.skip_quiet === 1,
  };
}

function toRow(channel: NewChannel): Omit<Row, 'id' | 'paused' | 'removed'> {
  return {
    platform: channel.platform,
    chat_id: channel.chatId,
    language: channel.language,
    zone: channel.zone,
    digest_at: channel.digestAt,
    first_day: channel.firstDay,
    places: listToText(channel.places),
    services: listToText(channel.services),
    pictures: Number(channel.pictures),
    skip_quiet: Number(channel.skipQuiet),
  };
}

function changesToRow(changes: ChannelChanges): Partial<Row> {
  const { language, zone, digestAt, firstDay, paused, places, services, pictures, skipQuiet } = changes;
  return {
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
    ...(digestAt !== undefined && { digest_at: digestAt }),
    ...(firstDay !== undefined && { first_day: firstDay }),
    ...(paused !== undefined && { paused: paused ? HELD_BY_MODERATOR : GOING }),
    ...(places !== undefined && { places: listToText(places) }),
    ...(services !== undefined && { services: listToText(services) }),
    ...(pictures !== undefined && { pictures: Number(pictures) }),
    ...(skipQuiet !== undefined && { skip_quiet: Number(skipQuiet) }),
  };
}

function listToText(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}
