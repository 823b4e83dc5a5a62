import type { MatrixClient } from 'matrix-js-sdk';
import { toCallFailed } from './call-failed.ts';

/** Rooms that are joined within ten minutes at most; whoever invites beyond that waits. */
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

  const mayJoin = (): boolean => {
    while (joins[0] !== undefined && joins[0] <= now() - WINDOW_SECONDS) joins.shift();
    return joins.length < MOST_JOINS;
  };

  const join = async (roomId: string): Promise<void> => {
    // Counted before it is done, since many are decided at once.
    joins.push(now());
    try {
      await client.joinRoom(roomId);
    } catch (error) {
      joins.pop();
      throw error;
    }
  };

  const leave = async (roomId: string, outcome: Invited): Promise<Invited> => {
    await client.leave(roomId);
    return outcome;
  };

  const decide = async (roomId: string, inviter: string): Promise<Invited> => {
    if (!isWelcome(roomId, inviter)) return leave(roomId, 'refused');
    if (!isWanted(roomId) && !mayJoin()) return 'later';
    await join(roomId);
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
