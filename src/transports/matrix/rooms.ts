import { EventTimeline, type MatrixClient, type Room } from 'matrix-js-sdk';

/** Room versions in which creators stand above all levels and in no list. */
const FIRST_VERSION_WITH_CREATORS = 12;
/** What a room without an own word on it asks of those who remove others. */
const DEFAULT_KICK_LEVEL = 50;

/** What is read from the state of rooms, each time anew. */
export interface Rooms {
  /** Whether nobody but one person and the bot reads along, and nobody can without being asked in. */
  isPrivate(roomId: string): Promise<boolean>;
  /** Whether everybody else has left. */
  isDeserted(roomId: string): Promise<boolean>;
  /** Whether somebody who is in the room may remove others from it. False where the room is not known. */
  mayKick(roomId: string, userId: string): boolean;
}

/** @param isPublic rooms that are never taken for a private chat, however few read them */
export function createRooms(client: MatrixClient, isPublic: (roomId: string) => boolean): Rooms {
  const contentOf = (room: Room, type: string): Readonly<Record<string, unknown>> =>
    room.getLiveTimeline().getState(EventTimeline.FORWARDS)?.getStateEvents(type, '')?.getContent() ?? {};

  return {
    isPrivate: async (roomId) => {
      const room = client.getRoom(roomId);
      if (!room || isPublic(roomId)) return false;
      // Members are lazy: without this a restarted bot sees itself alone.
      await room.loadMembersIfNeeded();
      const present =
        room.getMembersWithMembership('join').length + room.getMembersWithMembership('invite').length;
      const { join_rule } = contentOf(room, 'm.room.join_rules');
      const { history_visibility } = contentOf(room, 'm.room.history_visibility');
      return present <= 2 && join_rule !== 'public' && history_visibility !== 'world_readable';
    },

    isDeserted: async (roomId) => {
      const room = client.getRoom(roomId);
      if (room?.getMyMembership() !== 'join') return false;
      await room.loadMembersIfNeeded();
      const { length } = room.getMembersWithMembership('join');
      return length <= 1 && room.getMembersWithMembership('invite').length === 0;
    },

    mayKick: (roomId, userId) => {
      const room = client.getRoom(roomId);
      if (room?.getMember(userId)?.membership !== 'join') return false;
      if (isCreator(room, userId, contentOf(room, 'm.room.create'))) return true;
      const levels = contentOf(room, 'm.room.power_levels') as PowerLevels;
      const own = levels.users?.[userId] ?? levels.users_default ?? 0;
      return own >= (levels.kick ?? DEFAULT_KICK_LEVEL);
    },
  };
}

interface PowerLevels {
  readonly users?: Readonly<Record<string, number>>;
  readonly users_default?: number;
  readonly kick?: number;
}

function isCreator(room: Room, userId: string, create: Readonly<Record<string, unknown>>): boolean {
  if (!(Number(room.getVersion()) >= FIRST_VERSION_WITH_CREATORS)) return false;
  const additional = create.additional_creators;
  return room.getCreator() === userId || (Array.isArray(additional) && additional.includes(userId));
}
