/** A raw event as the server sent it; an encrypted one still encrypted. */
export interface RawEvent {
  readonly event_id: string;
  readonly room_id: string;
  readonly sender: string;
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A stretch of a room's timeline that a sync left out: backwards from token `from` to token `to`. */
export interface Gap {
  readonly id: number;
  readonly roomId: string;
  readonly from: string;
  readonly to: string;
}

/** An event that has had no effect yet. */
export interface Waiting {
  readonly id: number;
  readonly event: RawEvent;
  /** When it was first seen, Unix seconds. */
  readonly since: number;
}

/** A message on its way; sent again it carries the same transaction id, so that it cannot stand there twice. */
export interface Outgoing {
  readonly id: number;
  readonly roomId: string;
  readonly txnId: string;
  readonly type: string;
  readonly content: object;
}

/** What is durable between a sync and its answers. Each call is one transaction, on the disk when it returns. */
export interface EventQueue {
  /** @returns the token to go on from; null before the first sync */
  syncToken(): string | null;
  /**
   * Keeps token, events and gaps of one sync. Events that were seen within 30 days are passed over.
   *
   * @returns how many events are new
   */
  saveSync(batch: {
    readonly token: string;
    readonly events: readonly RawEvent[];
    readonly gaps: readonly Omit<Gap, 'id'>[];
    /** Unix seconds */
    readonly now: number;
  }): number;
  /** @returns the gaps that are still open, the oldest first */
  gaps(): Gap[];
  /**
   * Keeps the events that were found in a gap and closes it.
   *
   * @returns how many events are new
   */
  fillGap(id: number, events: readonly RawEvent[], now: number): number;
  /**
   * @param passOver ids that the caller has set aside for now, so that they hold nobody up
   * @returns the oldest events that wait, in the order of the syncs; what was in a gap before what came after it
   */
  waiting(limit: number, passOver?: ReadonlySet<number>): Waiting[];
  /**
   * The events are done and erased, and their answers are to be sent. An answer whose transaction id waits
   * already is passed over.
   */
  finish(ids: readonly number[], answers: readonly Omit<Outgoing, 'id'>[]): void;
  /** @returns rooms with something to send, each with its oldest message */
  outgoing(): Outgoing[];
  /** The message is there, or never will be: it is erased. */
  sent(id: number): void;
  /** @returns a small value that lasts: device keys seen, the last notice in a room */
  note(key: string): string | null;
  setNote(key: string, value: string): void;
  /** Forgets which events were seen more than 30 days ago. */
  prune(now: number): void;
  close(): void;
}

/** An IndexedDB database as it was committed last. */
export interface IndexedDatabase {
  readonly name: string;
  readonly version: number;
  /** Its object stores and indexes, in the form of whoever commits it. */
  readonly schema: string;
}

/** A record of an object store. Keys compare as bytes in the order that IndexedDB gives them. */
export interface IndexedRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** One step of a transaction: a record is put, or all keys from `from` to before `before` are erased; null is open. */
export type IndexedChange =
  | { readonly store: string; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly store: string; readonly from: Uint8Array | null; readonly before: Uint8Array | null };

/** The rows under IndexedDB. They name people: nobody may read them without a key. */
export interface IndexedRows {
  databases(): IndexedDatabase[];
  /** @returns the records of an object store in the order of their keys */
  rows(database: string, store: string): Iterable<IndexedRow>;
  /**
   * Applies the changes in order, and the new shape of the database where it has one, in one transaction that
   * is on the disk when this returns.
   */
  commit(
    database: string,
    changes: readonly IndexedChange[],
    shape?: { readonly version: number; readonly schema: string },
  ): void;
  /** Erases a database and its rows. */
  drop(database: string): void;
}
