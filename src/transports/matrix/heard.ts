import { type MatrixClient, type MatrixEvent, MatrixEventEvent } from 'matrix-js-sdk';
import type { Incoming } from '../../chat/incoming.ts';
import type { Asked } from './asked.ts';
import { type RoomEvent, readSaid, type Said } from './incoming.ts';
import type { Rooms } from './rooms.ts';
import { INVITATION, NOT_BEFORE } from './sync-store.ts';
import { createThrottle } from './throttle.ts';
import type { EventQueue, Waiting } from './vault.ts';

/** After so long without its key the sender is told, once a day for a room. */
const TELL_SECONDS = 60;
/** After so long what cannot be read or decided is given up. */
const PATIENCE_SECONDS = 3600;
const DAY = 86_400;

/** Something that asks for an answer. */
export interface Heard {
  /** Of the queue. */
  readonly id: number;
  readonly incoming: Incoming;
  readonly event: RoomEvent;
  /** The event itself could not be read and waits on: the answer says so. */
  readonly unreadable?: boolean;
}

/** `done` asks for no answer; `aside` cannot be read yet. */
export type Read = Heard | 'done' | 'aside';

export interface EarsParts {
  readonly client: MatrixClient;
  readonly queue: Pick<EventQueue, 'note' | 'setNote'>;
  readonly rooms: Rooms;
  readonly asked: Asked;
  /** The name that clients show for the bot. */
  readonly name: string | null;
  /** Decides on an invitation. @returns false when it is to be decided again */
  readonly invited: (roomId: string, inviter: string) => Promise<boolean>;
  /** Everybody else has left a room. */
  readonly leave: (roomId: string) => Promise<void>;
  readonly now: () => number;
  /** What was set aside may be read now. */
  readonly again: () => void;
}

/** Reads what waits in the queue. */
export interface Ears {
  read(waiting: Waiting): Promise<Read>;
  /** Ids of what was set aside. */
  aside(): ReadonlySet<number>;
  /** All of it is tried once more. */
  retry(): void;
}

interface Aside {
  /** Waits for its key; it is told when that comes. */
  readonly mapped: MatrixEvent | null;
  due: boolean;
}

export function createEars(parts: EarsParts): Ears {
  const { client, queue, rooms, asked, name, now } = parts;
  const me = client.getSafeUserId();
  const set = new Map<number, Aside>();
  const deciding = new Set<number>();
  const decided = new Set<number>();
  const isThrottled = createThrottle(now);

  const isOld = ({ since }: Waiting) => now() - since > PATIENCE_SECONDS;

  const putAside = (waiting: Waiting, mapped: MatrixEvent | null): 'done' | 'aside' => {
    set.delete(waiting.id);
    if (isOld(waiting)) return 'done';
    set.set(waiting.id, { mapped, due: false });
    return 'aside';
  };

  /** @returns the event decrypted, or as it is while its key is missing */
  const open = async ({ id, event }: Waiting): Promise<RoomEvent | MatrixEvent> => {
    const mapped = set.get(id)?.mapped ?? client.getEventMapper({ preventReEmit: true })(event);
    await client.decryptEventIfNeeded(mapped);
    if (mapped.isDecryptionFailure()) return mapped;
    return { ...addressOf(event), type: mapped.getType(), content: mapped.getContent() };
  };

  const waitForKey = async (waiting: Waiting, mapped: MatrixEvent): Promise<Read> => {
    const { id, event, since } = waiting;
    if (!set.get(id)?.mapped)
      mapped.on(MatrixEventEvent.Decrypted, () => {
        const one = set.get(id);
        if (!one || mapped.isDecryptionFailure()) return;
        one.due = true;
        parts.again();
      });
    const outcome = putAside(waiting, mapped);
    const note = `unreadable:${event.room_id}`;
    const day = Math.floor(now() / DAY);
    if (now() - since < TELL_SECONDS || Number(queue.note(note)) === day) return outcome;
    if (!(await rooms.isPrivate(event.room_id))) return outcome;
    queue.setNote(note, String(day));
    const roomEvent = { ...addressOf(event), type: event.type, content: {} };
    const incoming = {
      ...incomingOf(waiting, true),
      key: `${event.event_id}:unreadable`,
      text: '/unreadable',
    };
    return { id, incoming, event: roomEvent, unreadable: true };
  };

  /** Joining takes a minute on a slow server: nobody waits for it. */
  const decide = (waiting: Waiting): Read => {
    const { id, event } = waiting;
    if (decided.delete(id)) return 'done';
    if (deciding.has(id)) return 'aside';
    deciding.add(id);
    const outcome = putAside(waiting, null);
    parts
      .invited(event.room_id, event.sender)
      .catch(() => false)
      .then((settled) => {
        deciding.delete(id);
        const one = set.get(id);
        if (!settled || !one) return;
        decided.add(id);
        one.due = true;
        parts.again();
      });
    return outcome;
  };

  const textOf = async (said: Said, { roomId, eventId }: RoomEvent): Promise<string> => {
    if (said.kind === 'words') return said.text;
    return (await asked.find(roomId, said.of, eventId, said.number)) ?? said.text;
  };

  const listen = async (waiting: Waiting, event: RoomEvent): Promise<Read> => {
    const isPrivate = await rooms.isPrivate(event.roomId);
    const said = readSaid(event, { me, name, isPrivate });
    if (!said || (!isPrivate && isThrottled(event.roomId))) return 'done';
    const text = await textOf(said, event);
    const words = said.kind === 'words' ? said : null;
    if (text === '' && !words?.location) return 'done';
    const incoming: Incoming = {
      ...incomingOf(waiting, isPrivate),
      text,
      ...(words?.addressed === false && { addressed: false }),
      ...(words?.location && { location: words.location }),
    };
    return { id: waiting.id, incoming, event };
  };

  const read = async (waiting: Waiting): Promise<Read> => {
    const { event } = waiting;
    if (event.type === INVITATION) return decide(waiting);
    if (event.type === 'm.room.member') {
      if (await rooms.isDeserted(event.room_id)) await parts.leave(event.room_id);
      return 'done';
    }
    const opened = await open(waiting);
    if (!('content' in opened)) return waitForKey(waiting, opened);
    set.delete(waiting.id);
    return listen(waiting, opened);
  };

  return {
    read: async (waiting) => {
      try {
        return await read(waiting);
      } catch {
        return putAside(waiting, null);
      }
    },
    aside: () => new Set([...set].flatMap(([id, { due }]) => (due ? [] : [id]))),
    retry: () => {
      for (const [id, one] of set) one.due = !deciding.has(id);
    },
  };
}

function addressOf(event: Waiting['event']): Pick<RoomEvent, 'eventId' | 'roomId' | 'sender'> {
  return { eventId: event.event_id, roomId: event.room_id, sender: event.sender };
}

function incomingOf({ event, since }: Waiting, isPrivate: boolean): Incoming {
  return {
    platform: 'matrix',
    key: event.event_id,
    chatId: event.room_id,
    chat: isPrivate ? 'private' : 'group',
    userId: event.sender,
    language: null,
    at: sentAt(event, since),
    text: '',
    forwarded: false,
    canShareLocation: isPrivate,
  };
}

/** Not before our last sync ended and not after we heard of it: a sender's server says what it likes. */
function sentAt(event: Waiting['event'], since: number): number {
  const told = event.origin_server_ts;
  const sent = typeof told === 'number' ? Math.floor(told / 1000) : since;
  return Math.min(since, Math.max(sent, Math.floor(Number(event[NOT_BEFORE]) || 0)));
}
