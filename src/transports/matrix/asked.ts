import { type MatrixClient, Method } from 'matrix-js-sdk';
import { commandsIn } from './choices.ts';

/** Rooms whose newest question is kept at hand; the others' is looked up. */
const MOST_ROOMS = 1000;
/** How far back a question is looked for. */
const PAGE = 50;

/** What the bot has offered, as its own events tell: a restart forgets nothing. */
export interface Asked {
  /** A message of the bot is there. */
  remember(roomId: string, eventId: string, commands: readonly string[]): void;
  /**
   * @param of the message that is answered; null for the newest before `answer` that offers something
   * @param answer the event that answers
   * @returns the command under that number; null where there is none
   * @throws when the server cannot be asked
   */
  find(roomId: string, of: string | null, answer: string, number: number): Promise<string | null>;
}

type Raw = { readonly event_id?: string; readonly sender?: string };

export function createAsked(client: () => Promise<MatrixClient>): Asked {
  const newest = new Map<string, { eventId: string; commands: readonly string[] }>();

  const commandsOf = async (from: MatrixClient, raw: Raw): Promise<readonly string[]> => {
    // Others' events may claim to offer something.
    if (raw.sender !== from.getSafeUserId()) return [];
    const event = from.getEventMapper({ preventReEmit: true })(raw);
    await from.decryptEventIfNeeded(event);
    return commandsIn(event.getContent());
  };

  const lookUp = async (roomId: string, eventId: string): Promise<readonly string[]> => {
    const from = await client();
    return commandsOf(from, { ...(await from.fetchRoomEvent(roomId, eventId)), ...{ room_id: roomId } });
  };

  const lookBack = async (roomId: string, answer: string): Promise<readonly string[]> => {
    const from = await client();
    const path = `/rooms/${encodeURIComponent(roomId)}/messages`;
    const page: { chunk: Raw[] } = await from.http.authedRequest(Method.Get, path, {
      dir: 'b',
      limit: String(PAGE),
    });
    const before = page.chunk.slice(page.chunk.findIndex(({ event_id }) => event_id === answer) + 1);
    for (const raw of before) {
      const commands = await commandsOf(from, { ...raw, ...{ room_id: roomId } });
      if (commands.length > 0) return commands;
    }
    return [];
  };

  return {
    remember: (roomId, eventId, commands) => {
      if (commands.length === 0) return;
      newest.delete(roomId);
      newest.set(roomId, { eventId, commands });
      const [oldest] = newest.keys();
      if (newest.size > MOST_ROOMS && oldest !== undefined) newest.delete(oldest);
    },

    find: async (roomId, of, answer, number) => {
      const known = newest.get(roomId);
      const commands =
        known && (of === null || of === known.eventId)
          ? known.commands
          : await (of === null ? lookBack(roomId, answer) : lookUp(roomId, of));
      return commands[number - 1] ?? null;
    },
  };
}
