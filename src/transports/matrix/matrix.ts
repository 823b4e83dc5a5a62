import { createHash, randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type Doc, isPictureAlone, type PictureAlone } from '../../chat/doc.ts';
import { SendError } from '../../chat/errors.ts';
import type { ChannelFinder, Handle, MessageEditor, OnceSender, Transport } from '../../chat/transport.ts';
import { createAsked } from './asked.ts';
import { toCallFailed, toSendError, toUntried } from './call-failed.ts';
import { commandsIn } from './choices.ts';
import { type ConnectionParts, createConnection } from './connection.ts';
import { encodeDoc } from './encode.ts';
import { fetchGap } from './gaps.ts';
import { createEars } from './heard.ts';
import { createFetch } from './http.ts';
import { type Answer, createInbox, type Inbox } from './inbox.ts';
import { relationFor } from './incoming.ts';
import { createInvites } from './invites.ts';
import type { Live } from './live.ts';
import { uploadPicture } from './media.ts';
import { createOutbox, Unsent } from './outbox.ts';
import type { Message } from './post.ts';
import { createReactions } from './reactions.ts';
import { inPlaceOf } from './replacement.ts';
import { GAP_NOT_BEFORE } from './sync-store.ts';
import type { EventQueue } from './vault.ts';

/** What is left of the ten seconds that `stop` may take goes to answers on their way. */
const DRAIN_SECONDS = 6;
/** How long a start waits to hear whether the session is valid. */
const START_SECONDS = 5;
/** How long a message waits for the connection. */
const CONNECT_SECONDS = 30;

export interface MatrixParts
  extends Pick<
    ConnectionParts,
    | 'homeserverUrl'
    | 'userId'
    | 'password'
    | 'accessToken'
    | 'recoveryKey'
    | 'credentialsFile'
    | 'openCryptoStore'
    | 'now'
    | 'log'
  > {
  readonly queue: EventQueue;
  readonly dispatcher: Dispatcher;
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ids or aliases of rooms that are for everybody to read. */
  readonly rooms: readonly string[];
  readonly opsRoom: string | null;
  readonly moderators: readonly string[];
  readonly invites: 'moderators' | 'homeserver' | 'anyone';
  readonly largestRoom: number;
}

export interface Matrix extends Transport, ChannelFinder, OnceSender, MessageEditor {
  /** Whether somebody may remove others from the ops room, as its state is now. */
  mayModerate(userId: string): boolean;
}

/** Matrix by sync, in plain and in encrypted rooms. */
export function createMatrix(parts: MatrixParts): Matrix {
  const { queue, dispatcher, wait, moderators, now, log } = parts;
  /** Nothing further is taken or saved. */
  const ending = new AbortController();
  /** All calls and waits end. */
  const stopping = new AbortController();
  let inbox: Inbox | null = null;
  let live: Live | null = null;

  const connection = createConnection({
    ...parts,
    fetch: createFetch(dispatcher, stopping.signal),
    stopping: stopping.signal,
    ending: ending.signal,
    arrived: () => inbox?.wake(),
  });
  const connect = async (): Promise<Live> => {
    live = await connection.open();
    return live;
  };

  const ready = async (): Promise<Live> => {
    if (live) return live;
    const asked = new AbortController();
    const late = wait(CONNECT_SECONDS, AbortSignal.any([asked.signal, ending.signal])).then(() => null);
    const connected = await Promise.race([connect(), late]).finally(() => asked.abort());
    if (connected) return connected;
    throw new SendError('the homeserver cannot be reached', { permanent: false });
  };

  const outbox = createOutbox({
    queue,
    post: async () => (await connect()).post,
    wait,
    stopping: stopping.signal,
    arrived: ({ roomId, content }, eventId) => {
      const commands = commandsIn(content as Readonly<Record<string, unknown>>);
      asked.remember(roomId, eventId, commands);
      void offerReactions({ roomId, eventId, count: commands.length });
    },
    refused: ({ message }) => log.warn({ what: 'answer', error: message }, 'matrix: not delivered'),
  });

  const asked = createAsked(async () => (await connect()).client);

  const offerReactions = createReactions({
    offer: outbox.offer,
    now,
    ending: ending.signal,
    isQuiet: () => queue.outgoing().length === 0 && queue.waiting(1).length === 0,
  });

  const encodeFor = async (
    roomId: string,
    doc: Doc,
    txn: string,
    relation: object | null,
  ): Promise<Message[]> => {
    const { rooms, me, ops } = await connect();
    // Clients ring for a text: in a private chat, and where those on duty are.
    const rings = roomId === ops() || (await rooms.isPrivate(roomId));
    return encodeDoc(doc, rings ? 'm.text' : 'm.notice', me).map((content, index) => ({
      roomId,
      txnId: `${txn}-${index}`,
      type: 'm.room.message',
      content: relation === null ? content : { ...content, 'm.relates_to': relation },
    }));
  };

  const encode = ({ heard: { event, incoming }, doc }: Answer): Promise<Message[]> =>
    encodeFor(event.roomId, doc, `r${incoming.key}`, relationFor(event, incoming.chat === 'private'));

  const pictureFor = async (roomId: string, doc: PictureAlone, txn: string): Promise<Message> => {
    const { client, post } = await connect();
    try {
      const shown = await uploadPicture(client, doc.picture, await post.isEncrypted(roomId));
      const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: doc.under } } };
      const content = doc.under === undefined ? shown : { ...shown, ...reply };
      return { roomId, txnId: `${txn}-p`, type: 'm.room.message', content };
    } catch (error) {
      throw toCallFailed('picture', error);
    }
  };

  /** Under the text, and a failed upload costs no text. */
  const postPicture = async (roomId: string, { picture }: Doc, txn: string): Promise<void> => {
    if (!picture) return;
    try {
      await outbox.offer(await pictureFor(roomId, { lines: [], picture }, txn));
    } catch (error) {
      const failed = toCallFailed('picture', error instanceof Unsent ? error.cause : error);
      log.warn({ what: 'picture', error: failed.message }, 'matrix: not delivered');
    }
  };

  const sendAs = async (chatId: string, doc: Doc, txn: string): Promise<string> => {
    try {
      let roomId = chatId;
      const ids = await outbox.send(chatId, async () => {
        try {
          roomId = await (await ready()).roomIdOf(chatId);
          return isPictureAlone(doc)
            ? [await pictureFor(roomId, doc, txn)]
            : await encodeFor(roomId, doc, txn, null);
        } catch (error) {
          throw toUntried(error);
        }
      });
      if (!isPictureAlone(doc)) await postPicture(roomId, doc, txn);
      return ids.at(-1) ?? '';
    } catch (error) {
      throw error instanceof Unsent ? toSendError(error.cause, error.maybeThere) : toSendError(error);
    }
  };

  const replace = async (chatId: string, eventId: string, doc: Doc, txn: string): Promise<void> => {
    try {
      await outbox.send(chatId, async () => {
        const messages = await encodeFor(await (await ready()).roomIdOf(chatId), doc, txn, null);
        return messages.length > 1 ? [] : messages.map((message) => inPlaceOf(eventId, message));
      });
    } catch (error) {
      throw error instanceof Unsent ? toSendError(error.cause) : toSendError(error);
    }
  };

  const leave = async (roomId: string): Promise<void> => {
    const { client, isWanted } = await connect();
    if (!isWanted(roomId)) await client.leave(roomId);
  };

  const begin = async ({ client, rooms, name, isWanted }: Live, handle: Handle): Promise<void> => {
    const isModerator = (userId: string) => moderators.includes(userId) || mayModerate(userId);
    const invite = createInvites(client, { ...parts, isModerator, isWanted, now });
    const ears = createEars({
      client,
      queue,
      rooms,
      asked,
      name,
      now,
      leave,
      invited: async (roomId, inviter) => (await invite(roomId, inviter)) !== 'later',
      again: () => inbox?.wake(),
    });
    inbox = createInbox({
      queue,
      ears,
      fetchGap: (gap) => fetchGap(client, gap, Number(queue.note(GAP_NOT_BEFORE) ?? now())),
      handle,
      encode,
      answered: (answers) => {
        outbox.wake();
        for (const { heard, doc } of answers)
          void postPicture(heard.event.roomId, doc, `r${heard.incoming.key}`);
      },
      tell: ([first, ...rest]) =>
        first ? outbox.send(first.roomId, async () => [first, ...rest]) : Promise.resolve([]),
      now,
      wait,
      ending: ending.signal,
      log,
    });
    outbox.wake();
    inbox.wake();
  };

  const mayModerate = (userId: string): boolean => {
    const room = live?.ops();
    return live !== null && room !== null && room !== undefined && live.rooms.mayKick(room, userId);
  };

  return {
    platform: 'matrix',
    mayModerate,

    start: async (handle) => {
      const connected = connect().then((one) => begin(one, handle));
      const late = new AbortController();
      const patience = wait(START_SECONDS, late.signal);
      connected.catch((error) => {
        if (!ending.signal.aborted) log.warn({ reason: toSendError(error).message }, 'matrix: given up');
      });
      // A session that is refused is told at once; a homeserver out of reach holds nobody up for long.
      await Promise.race([connected, patience]).finally(() => late.abort());
    },

    send: (chatId, doc) => sendAs(chatId, doc, `s${randomUUID()}`),

    sendOnce: (chatId, doc, key) => once(sendAs(chatId, doc, `o${digestOf(chatId, key)}`)),

    editMessage: (chatId, eventId, doc, key) =>
      once(replace(chatId, eventId, doc, `e${digestOf(chatId, eventId, key)}`)),

    findChannel: async (name) => {
      try {
        return await (await ready()).enter(name);
      } catch (error) {
        if (error instanceof SendError) throw error;
        const { message, permanent, status } = toCallFailed('room', error);
        // 403: one has to be invited. Any other refusal: there is no such room, or no server that knows it.
        const obstacle = permanent ? (status === 403 ? 'outside' : 'unknown') : null;
        throw new SendError(message, { permanent, obstacle });
      }
    },

    stop: async () => {
      ending.abort();
      connection.freeze();
      const over = new AbortController();
      const drained = (async () => {
        await inbox?.idle();
        await outbox.idle();
      })().finally(() => over.abort());
      await Promise.race([drained, wait(DRAIN_SECONDS, over.signal)]);
      stopping.abort();
      connection.close();
      await dispatcher.destroy();
    },
  };
}

function digestOf(...words: readonly string[]): string {
  return createHash('sha256').update(words.join('\0')).digest('base64url');
}

/** What may be there is sent again under the same name and stays one: it is never unknown. */
async function once<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    const { permanent, message } = toSendError(error);
    throw new SendError(message, { permanent });
  }
}
