import type { Synapse } from '../synapse/synapse.ts';
import { createCall } from './call.ts';

/** Somebody on Matrix without a client: each request by hand, nothing encrypted. */
export interface PlainPerson {
  readonly userId: string;
  readonly call: ReturnType<typeof createCall>;
  /** A direct chat with somebody who then has to join. @returns the room's id */
  invite(userId: string): Promise<string>;
  say(roomId: string, content: object, type?: string): Promise<string>;
  /** @returns the body of the next message of somebody in a room, each once, in order */
  hear(roomId: string, sender: string): Promise<string>;
}

interface Synced {
  readonly next_batch: string;
  readonly rooms?: {
    readonly join?: Readonly<Record<string, { readonly timeline: { readonly events: Event[] } }>>;
  };
}

interface Event {
  readonly sender: string;
  readonly type: string;
  readonly content: { readonly body?: string };
}

/** What a sync brings of a room: so much, and no gap. */
const FILTER = encodeURIComponent(JSON.stringify({ room: { timeline: { limit: 500 } } }));

let transactions = 0;

export async function createPlainPerson(synapse: Synapse, name: string): Promise<PlainPerson> {
  const { userId, accessToken } = await synapse.register(name);
  const call = createCall(synapse.baseUrl, accessToken);
  const unheard: { roomId: string; sender: string; body: string }[] = [];
  let since = '';

  const sync = async (): Promise<void> => {
    const answer = (await call('GET', `sync?timeout=20000&filter=${FILTER}${since}`)) as unknown as Synced;
    since = `&since=${answer.next_batch}`;
    for (const [roomId, { timeline }] of Object.entries(answer.rooms?.join ?? {}))
      for (const { sender, type, content } of timeline.events)
        if (type === 'm.room.message' && content.body) unheard.push({ roomId, sender, body: content.body });
  };

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
    hear: async (roomId, sender) => {
      for (;;) {
        const index = unheard.findIndex((one) => one.roomId === roomId && one.sender === sender);
        const [found] = index < 0 ? [] : unheard.splice(index, 1);
        if (found) return found.body;
        await sync();
      }
    },
  };
}
