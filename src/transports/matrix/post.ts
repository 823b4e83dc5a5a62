import { type MatrixClient, MatrixEvent, Method, type Room } from 'matrix-js-sdk';
import { CallFailed, toCallFailed } from './call-failed.ts';

/** A message on its way. */
export interface Message {
  readonly roomId: string;
  /** Names it on the server: sent again under the same one, it stands there once. */
  readonly txnId: string;
  readonly type: string;
  readonly content: object;
}

/** A message as it goes over the line. */
export interface Sealed {
  readonly type: string;
  readonly content: object;
}

/** Puts events into rooms. Both throw CallFailed. */
export interface Post {
  /** Encrypts it where its room is encrypted, so that another try sends the same. */
  seal(message: Message): Promise<Sealed>;
  isEncrypted(roomId: string): Promise<boolean>;
  /** @returns the event's id */
  put(message: Message, sealed: Sealed): Promise<string>;
}

/**
 * What the SDK's own sending does beside it, and what is left out here: its queue is one for all rooms and is
 * cleared when one message fails, and it refuses a transaction id that it has seen.
 */
interface Encrypter {
  encryptEvent(event: MatrixEvent, room: Room): Promise<void>;
}

export function createPost(client: MatrixClient): Post {
  const isEncrypted = async (room: Room): Promise<boolean> =>
    room.hasEncryptionStateEvent() ||
    (await client.getCrypto()?.isEncryptionEnabledInRoom(room.roomId)) === true;

  /** One that the bot is in comes with a sync. */
  const unknownRoom = async (roomId: string): Promise<CallFailed> => {
    try {
      const { joined_rooms: joined } = await client.getJoinedRooms();
      if (joined.includes(roomId)) return new CallFailed('send', { reach: 'not reached' });
    } catch (error) {
      return toCallFailed('send', error);
    }
    return new CallFailed('send', { status: 403, errcode: 'M_FORBIDDEN' });
  };

  return {
    isEncrypted: async (roomId) => {
      const room = client.getRoom(roomId);
      return room !== null && isEncrypted(room);
    },

    seal: async ({ roomId, txnId, type, content }) => {
      const room = client.getRoom(roomId);
      // Nothing is sent into a room that is not known: whether it is encrypted would be a guess.
      if (!room) throw await unknownRoom(roomId);
      // Reactions are nowhere encrypted: servers count them.
      if (type === 'm.reaction' || !(await isEncrypted(room))) return { type, content };
      const event = new MatrixEvent({ type, content, room_id: roomId, sender: client.getSafeUserId() });
      event.setTxnId(txnId);
      try {
        await (client.getCrypto() as unknown as Encrypter).encryptEvent(event, room);
      } catch (error) {
        throw toCallFailed('encrypt', error);
      }
      return { type: event.getWireType(), content: event.getWireContent() };
    },

    put: async ({ roomId, txnId }, { type, content }) => {
      const path = ['rooms', roomId, 'send', type, txnId]
        .map((part) => `/${encodeURIComponent(part)}`)
        .join('');
      try {
        const answer: { event_id?: unknown } = await client.http.authedRequest(
          Method.Put,
          path,
          undefined,
          content,
        );
        if (typeof answer?.event_id === 'string') return answer.event_id;
      } catch (error) {
        throw toCallFailed('send', error);
      }
      throw new CallFailed('send', { reach: 'answer lost' });
    },
  };
}
