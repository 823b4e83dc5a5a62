import { ClientEvent, type MatrixClient, type Room } from 'matrix-js-sdk';
import { SendError } from '../../chat/errors.ts';
import { createPost, type Post } from './post.ts';
import { createRooms, type Rooms } from './rooms.ts';

/** How long a room that was just joined may take to come with a sync. */
const ROOM_SECONDS = 15;

export interface LiveParts {
  readonly client: MatrixClient;
  /** Ids or aliases of rooms that are for everybody to read. */
  readonly rooms: readonly string[];
  readonly opsRoom: string | null;
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>;
  readonly ending: AbortSignal;
  readonly log: { warn(fields: object, message: string): void };
}

/** What works once the first sync is through. */
export interface Live {
  readonly client: MatrixClient;
  /** The bot's user id. */
  readonly me: string;
  /** The name that clients show for it. */
  readonly name: string | null;
  readonly rooms: Rooms;
  readonly post: Post;
  /** @returns the room of those on duty; null where there is none, or it is not known yet */
  ops(): string | null;
  /** Whether a room stands in the settings. */
  isWanted(roomId: string): boolean;
  /** @param name an id or an alias. @throws the SDK's errors */
  roomIdOf(name: string): Promise<string>;
  /**
   * Joins a room of the settings where it is not in yet.
   *
   * @returns the room's id
   * @throws SendError when it may not write there; the SDK's errors
   */
  enter(name: string): Promise<string>;
}

export async function createLive({ client, opsRoom, wait, ending, log, ...parts }: LiveParts): Promise<Live> {
  const me = client.getSafeUserId();
  const ids = new Map<string, string>();
  const wanted = new Set(parts.rooms);
  const isWanted = (roomId: string) => wanted.has(roomId) || roomId === ops();
  const isIn = (roomId: string) => client.getRoom(roomId)?.getMyMembership() === 'join';

  const ops = (): string | null => (opsRoom === null ? null : (ids.get(opsRoom) ?? null));

  const roomIdOf = async (name: string): Promise<string> => {
    const id =
      ids.get(name) ?? (name.startsWith('#') ? (await client.getRoomIdForAlias(name)).room_id : name);
    ids.set(name, id);
    return id;
  };

  /** A room that was just joined comes with the next sync. */
  const present = async (roomId: string): Promise<Room | null> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (isIn(roomId)) resolve();
    };
    client.on(ClientEvent.Sync, look);
    look();
    const over = new AbortController();
    await Promise.race([promise, wait(ROOM_SECONDS, AbortSignal.any([over.signal, ending]))]);
    over.abort();
    client.off(ClientEvent.Sync, look);
    return isIn(roomId) ? client.getRoom(roomId) : null;
  };

  const enter = async (name: string): Promise<string> => {
    const roomId = await roomIdOf(name);
    wanted.add(roomId);
    if (!isIn(roomId)) await client.joinRoom(name);
    const room = await present(roomId);
    if (!room?.currentState.maySendMessage(me))
      throw new SendError('the bot may not write there: invite it and let it write', {
        permanent: true,
        obstacle: 'silent',
      });
    return roomId;
  };

  const enterOps = async (name: string): Promise<void> => {
    try {
      // Who is in decides who may moderate, and members are lazy.
      await client.getRoom(await enter(name))?.loadMembersIfNeeded();
    } catch {
      log.warn({}, 'matrix: MATRIX_OPS_ROOM cannot be entered yet; invite the bot');
    }
  };

  /** So that an invitation into a room that is set by its alias is known for one. */
  const lookUpAliases = async (): Promise<void> => {
    const found = await Promise.allSettled(parts.rooms.map(roomIdOf));
    for (const one of found) if (one.status === 'fulfilled') wanted.add(one.value);
  };

  await lookUpAliases();
  if (opsRoom !== null) await enterOps(opsRoom);
  const { displayname } = await client.getProfileInfo(me).catch(() => ({ displayname: null }));
  const name = typeof displayname === 'string' ? displayname : null;
  const rooms = createRooms(client, isWanted);
  return { client, me, name, rooms, post: createPost(client), ops, isWanted, roomIdOf, enter };
}
