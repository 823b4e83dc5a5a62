import { type ISyncResponse, MemoryStore } from 'matrix-js-sdk';
import type { EventQueue, Gap, RawEvent } from './vault.ts';

/** An invitation waits for its decision like an event, under this type. */
export const INVITATION = 'org.rollcall.invitation';
/** Before this instant, Unix seconds, an event cannot have been made: what a sender's server tells is not taken on trust. */
export const NOT_BEFORE = 'org.rollcall.not_before';

const WANTED = new Set(['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.member']);

export interface SyncStoreParts {
  /** The bot's user id. */
  readonly me: string;
  readonly queue: Pick<EventQueue, 'syncToken' | 'saveSync' | 'gaps' | 'note' | 'setNote'>;
  /** Unix seconds */
  readonly now: () => number;
  readonly wait: (seconds: number) => Promise<void>;
  /** Something new waits. */
  readonly arrived: () => void;
  /** A sync cannot be saved; it is tried until it is. */
  readonly notSaved: (tries: number) => void;
}

/**
 * The SDK's store of rooms, in memory, whose sync token alone is durable: kept with the events of its sync in one
 * transaction. Rooms and members come back at each start from one sync that asks for all state.
 */
export class SyncStore extends MemoryStore {
  readonly #parts: SyncStoreParts;
  #token: string | null;
  #synced = false;
  #frozen = false;
  #heardAt: number;

  constructor(parts: SyncStoreParts) {
    super();
    this.#parts = parts;
    this.#token = parts.queue.syncToken();
    this.#heardAt = Number(parts.queue.note(HEARD_AT) ?? parts.now());
    if (this.#token !== null) this.setSyncToken(this.#token);
  }

  override getSavedSyncToken(): Promise<string | null> {
    return Promise.resolve(this.#token);
  }

  /** The SDK calls this once for each sync, after the crypto store has taken its part of it. */
  override async setSyncData(data: ISyncResponse): Promise<void> {
    const { queue, now, wait, arrived, notSaved } = this.#parts;
    const notBefore = this.#heardAt;
    const batch = readSync(data, { me: this.#parts.me, since: this.#token, notBefore });
    for (let tries = 1; !this.#frozen; tries++) {
      try {
        if (batch.gaps.length > 0 && queue.gaps().length === 0)
          queue.setNote(GAP_NOT_BEFORE, String(notBefore));
        if (queue.saveSync({ ...batch, now: now() }) > 0 || batch.gaps.length > 0) arrived();
        this.#heard(now());
        this.#token = data.next_batch;
        this.#synced = true;
        return;
      } catch {
        // Not passed on: the SDK would go on with the next sync, and what this one brought were lost.
        notSaved(tries);
        await wait(Math.min(2 ** (tries - 1), 60));
      }
    }
  }

  #heard(now: number): void {
    // A write for each sync would buy nothing: an earlier instant is only a little less strict.
    if (Math.floor(now / 60) !== Math.floor(this.#heardAt / 60))
      this.#parts.queue.setNote(HEARD_AT, String(now));
    this.#heardAt = now;
  }

  /** To be called before the client stops: it lets go of the crypto under a sync that is being handled. */
  freeze(): void {
    this.#frozen = true;
  }

  /** The SDK has no option for `full_state`: it is added until the first sync has been handled. */
  fetchWith(inner: typeof globalThis.fetch): typeof globalThis.fetch {
    return (input, init) => {
      const url = new URL(String(input));
      if (!this.#synced && url.pathname.endsWith('/v3/sync') && url.searchParams.has('since'))
        url.searchParams.set('full_state', 'true');
      return inner(url, init);
    };
  }
}

/** When the last sync before now was heard. */
const HEARD_AT = 'heard-at';
/** The same for the events of open gaps. */
export const GAP_NOT_BEFORE = 'gap-not-before';

interface SyncContext {
  readonly me: string;
  /** The token that this sync went on from; null for the first of a device, whose history is not for us. */
  readonly since: string | null;
  readonly notBefore: number;
}

/** @returns what of a sync is kept: events of joined rooms from our own join on, invitations, gaps. */
export function readSync(
  data: ISyncResponse,
  { me, since, notBefore }: SyncContext,
): { token: string; events: RawEvent[]; gaps: Omit<Gap, 'id'>[] } {
  const events: RawEvent[] = [];
  const gaps: Omit<Gap, 'id'>[] = [];
  for (const [roomId, room] of Object.entries(data.rooms?.join ?? {})) {
    if (since === null) break;
    const timeline = room.timeline?.events as Loose[] | undefined;
    const { kept, joined } = sinceJoin(timeline ?? [], me);
    events.push(
      ...kept.filter((event) => isWanted(event, me)).map((event) => rawEvent(event, roomId, notBefore)),
    );
    const { limited, prev_batch: from } = room.timeline ?? {};
    if (limited && from && !joined) gaps.push({ roomId, from, to: since });
  }
  for (const [roomId, room] of Object.entries(data.rooms?.invite ?? {})) {
    const invitation = (room.invite_state?.events as Loose[] | undefined)?.find(
      (event) => event.type === 'm.room.member' && event.state_key === me,
    );
    if (!invitation?.sender) continue;
    events.push({
      event_id: `${INVITATION}:${roomId}:${data.next_batch}`,
      room_id: roomId,
      sender: invitation.sender,
      type: INVITATION,
      is_direct: invitation.content?.is_direct === true,
    });
  }
  return { token: data.next_batch, events, gaps };
}

/** An event as a server sends it: nothing in it is sure. */
interface Loose {
  readonly type?: string;
  readonly sender?: string;
  readonly event_id?: string;
  readonly state_key?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly unsigned?: { readonly prev_content?: { readonly membership?: string } };
}

/** What was said before the bot came in is not for it. @returns whether its own join is among the events */
export function sinceJoin(events: readonly Loose[], me: string): { kept: readonly Loose[]; joined: boolean } {
  const join = events.findLastIndex(
    (event) =>
      event.type === 'm.room.member' &&
      event.state_key === me &&
      event.content?.membership === 'join' &&
      event.unsigned?.prev_content?.membership !== 'join',
  );
  return { kept: events.slice(join + 1), joined: join >= 0 };
}

/** @returns whether it may ask for an answer, or leave the bot alone in a room */
export function isWanted(event: Loose, me: string): boolean {
  if (!event.type || !event.event_id || !WANTED.has(event.type) || event.sender === me) return false;
  return event.type !== 'm.room.member' || /^(leave|ban)$/.test(String(event.content?.membership));
}

export function rawEvent(event: Loose, roomId: string, notBefore: number): RawEvent {
  return { ...event, room_id: roomId, [NOT_BEFORE]: notBefore } as unknown as RawEvent;
}
