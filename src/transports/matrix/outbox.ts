import { CallFailed, toCallFailed } from './call-failed.ts';
import type { Message, Post, Sealed } from './post.ts';
import { createTurns } from './turns.ts';
import type { EventQueue, Outgoing } from './vault.ts';

/** How often a message that waits in nobody's queue is tried: whoever sends it keeps it. */
const TRIES = 5;
const LONGEST_WAIT_SECONDS = 60;

export interface OutboxParts {
  readonly queue: Pick<EventQueue, 'outgoing' | 'sent'>;
  readonly post: () => Promise<Post>;
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends all waits: what waited fails, and what is in the queue stays there. */
  readonly stopping: AbortSignal;
  /** A message is there. */
  readonly arrived: (message: Message, eventId: string) => void;
  /** A message of the queue was refused for good and is given up. */
  readonly refused: (error: CallFailed) => void;
}

/** Sends in order within a room; no room waits for another, but in turn where the server limits them all. */
export interface Outbox {
  /** Sends what the queue holds. */
  wake(): void;
  /**
   * Sends messages that stand together, after everything else for their room.
   *
   * @param make the messages, made when their turn has come
   * @returns the ids of their events
   * @throws Unsent, and what `make` throws
   */
  send(roomId: string, make: () => Promise<readonly Message[]>): Promise<string[]>;
  /**
   * Sends what can be done without, and tries it once.
   *
   * @param isWanted asked when its turn has come
   * @returns whether it was wanted
   * @throws Unsent
   */
  offer(message: Message, isWanted?: () => boolean): Promise<boolean>;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

/** A message was not sent. */
export class Unsent extends Error {
  override readonly name = 'Unsent';
  /** It may stand there all the same, or a part of it does. */
  readonly maybeThere: boolean;
  override readonly cause: unknown;

  constructor(cause: unknown, maybeThere: boolean) {
    super('unsent');
    this.cause = cause;
    this.maybeThere = maybeThere;
  }
}

export function createOutbox({ queue, post, wait, stopping, arrived, refused }: OutboxParts): Outbox {
  const tails = new Map<string, Promise<unknown>>();
  const emptying = new Set<string>();
  const turns = createTurns();

  /** Runs after everything else for that room. */
  const enqueue = <T>(roomId: string, job: () => Promise<T>): Promise<T> => {
    const result = (tails.get(roomId) ?? Promise.resolve()).then(job);
    const tail = result
      .catch(() => {})
      .then(() => {
        if (tails.get(roomId) === tail) tails.delete(roomId);
      });
    tails.set(roomId, tail);
    return result;
  };

  /** @throws Unsent after so many tries, when it is refused for good, or when all ends */
  const deliver = async (message: Message, mostTries: number): Promise<string> => {
    await turns.mine(message.roomId);
    try {
      return await tryUntilThere(message, mostTries);
    } finally {
      turns.done(message.roomId);
    }
  };

  const tryUntilThere = async (message: Message, mostTries: number): Promise<string> => {
    let sealed: Sealed | null = null;
    let lost = false;
    for (let tries = 1; ; tries++) {
      try {
        const { seal, put } = await post();
        sealed ??= await seal(message);
        const ready = sealed;
        const eventId = await turns.try(message.roomId, () => put(message, ready), isLimit);
        arrived(message, eventId);
        return eventId;
      } catch (error) {
        const failed = toCallFailed('send', error);
        lost ||= sealed !== null && mayHaveArrived(failed);
        if (failed.permanent || tries >= mostTries || stopping.aborted) throw new Unsent(failed, lost);
        await wait(waitAfter(failed, tries), stopping);
        // Trying at once would break the wait that the server asked for.
        if (stopping.aborted) throw new Unsent(failed, lost);
      }
    }
  };

  /** @returns whether the queue may go on: the message is there, or never will be */
  const deliverQueued = async (message: Outgoing): Promise<boolean> => {
    try {
      await deliver(message, Number.POSITIVE_INFINITY);
    } catch (error) {
      const cause = error instanceof Unsent ? error.cause : error;
      if (!(cause instanceof CallFailed) || !cause.permanent) return false;
      refused(cause);
    }
    queue.sent(message.id);
    return true;
  };

  const empty = async (roomId: string): Promise<void> => {
    const next = () => queue.outgoing().find((message) => message.roomId === roomId);
    for (let message = next(); message && !stopping.aborted; message = next()) {
      if (!(await deliverQueued(message))) return;
    }
  };

  return {
    wake: () => {
      for (const { roomId } of queue.outgoing()) {
        if (emptying.has(roomId)) continue;
        emptying.add(roomId);
        enqueue(roomId, () => empty(roomId).finally(() => emptying.delete(roomId))).catch(() => {});
      }
    },

    send: (roomId, make) =>
      enqueue(roomId, async () => {
        const ids: string[] = [];
        for (const message of await make()) {
          try {
            ids.push(await deliver(message, TRIES));
          } catch (error) {
            throw ids.length > 0 && error instanceof Unsent ? new Unsent(error.cause, true) : error;
          }
        }
        return ids;
      }),

    offer: (message, isWanted = () => true) =>
      enqueue(message.roomId, async () => {
        const wanted = isWanted();
        if (wanted) await deliver(message, 1);
        return wanted;
      }),

    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}

function mayHaveArrived({ reach, status }: CallFailed): boolean {
  return reach === 'answer lost' || (status !== null && status >= 500);
}

function isLimit(error: unknown): boolean {
  return error instanceof CallFailed && error.status === 429;
}

/** @returns seconds until it makes sense to try again */
export function waitAfter(error: unknown, tries: number): number {
  if (error instanceof CallFailed && error.retryAfter !== null) return error.retryAfter;
  return Math.min(2 ** (tries - 1), LONGEST_WAIT_SECONDS);
}
