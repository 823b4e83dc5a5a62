import type { MatrixClient } from 'matrix-js-sdk';
import { toCallFailed } from './call-failed.ts';

/** Rooms that are joined within ten minutes at most: a server lets a few in and then refuses everything. */
const MOST_JOINS = 20;
const WINDOW_SECONDS = 600;

export interface InviteRules {
  readonly invites: 'moderators' | 'homeserver' | 'anyone';
  /** Rooms with more members are left. */
  readonly largestRoom: number;
  readonly isModerator: (userId: string) => boolean;
  /** Rooms of the settings: joined whoever invites, and however large. */
  readonly isWanted: (roomId: string) => boolean;
  /** Unix seconds */
  readonly now: () => number;
}

/** What an invitation came to; `later` when it is to be decided again. */
export type Invited = 'joined' | 'refused' | 'too large' | 'later';

/** @returns a function that decides on an invitation and acts on it */
export function createInvites(
  client: MatrixClient,
  rules: InviteRules,
): (roomId: string, inviter: string) => Promise<Invited> {
  const { invites, largestRoom, isModerator, isWanted, now } = rules;
  const joins: number[] = [];
  const serverOf = (userId: string) => userId.slice(userId.indexOf(':') + 1);

  const isWelcome = (roomId: string, inviter: string): boolean =>
    invites === 'anyone' ||
    isWanted(roomId) ||
    isModerator(inviter) ||
    (invites === 'homeserver' && serverOf(inviter) === serverOf(client.getSafeUserId()));

  const hasRoom = (): boolean => {
    while (joins[0] !== undefined && joins[0] <= now() - WINDOW_SECONDS) joins.shift();
    if (joins.length >= MOST_JOINS) return false;
    joins.push(now());
    return true;
  };

  const leave = async (roomId: string, outcome: Invited): Promise<Invited> => {
    await client.leave(roomId);
    return outcome;
  };

  const decide = async (roomId: string, inviter: string): Promise<Invited> => {
    if (!isWelcome(roomId, inviter) || !hasRoom()) return leave(roomId, 'refused');
    await client.joinRoom(roomId);
    if (isWanted(roomId)) return 'joined';
    const { joined } = await client.getJoinedRoomMembers(roomId);
    return Object.keys(joined).length > largestRoom ? leave(roomId, 'too large') : 'joined';
  };

  return async (roomId, inviter) => {
    try {
      return await decide(roomId, inviter);
    } catch (error) {
      // Taken back, or a server that is gone: common, and nothing to do about.
      return toCallFailed('join', error).permanent ? 'refused' : 'later';
    }
  };
}
