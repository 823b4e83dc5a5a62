import type { Synapse } from '../synapse/synapse.ts';
import { createCall } from './call.ts';

/** Somebody on Matrix without a client: each request by hand, nothing encrypted. */
export interface PlainPerson {
  readonly userId: string;
  readonly call: ReturnType<typeof createCall>;
  /** A direct chat with somebody who then has to join. @returns the room's id */
  invite(userId: string): Promise<string>;
  say(roomId: string, content: object, type?: string): Promise<string>;
}

let transactions = 0;

export async function createPlainPerson(synapse: Synapse, name: string): Promise<PlainPerson> {
  const { userId, accessToken } = await synapse.register(name);
  const call = createCall(synapse.baseUrl, accessToken);
  return {
    userId,
    call,
    invite: async (other) => {
      const room = await call('POST', 'createRoom', {
        preset: 'private_chat',
        is_direct: true,
        invite: [other],
      });
      return String(room.room_id);
    },
    say: async (roomId, content, type = 'm.room.message') => {
      const path = `rooms/${encodeURIComponent(roomId)}/send/${type}/t${transactions++}`;
      return String((await call('PUT', path, content)).event_id);
    },
  };
}
