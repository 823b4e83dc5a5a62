import { CallFailed } from './call-failed.ts';

/** How often one call is tried; floods end, and nobody should wait for ever behind one that does not. */
const TRIES = 5;

/** Makes a call: a flood wait is waited out, and what did not reach Telegram is tried again. */
export type Attempt = <T>(call: () => Promise<T>) => Promise<T>;

/** Sends in order within a chat, chats beside one another. */
export interface ChatQueues {
  /** Runs `job` after everything else for that chat; all the calls of one job stand together. */
  add<T>(chatId: string, job: (attempt: Attempt) => Promise<T>): Promise<T>;
  /** Resolves once no more than `count` jobs wait or run. */
  atMost(count: number): Promise<void>;
}

/** @param stopping ends all waits; what waited fails then, since trying early would break the flood wait */
export function createChatQueues(
  wait: (seconds: number, signal: AbortSignal) => Promise<void>,
  stopping: AbortSignal,
): ChatQueues {
  const tails = new Map<string, Promise<unknown>>();
  /** Chats in whose flood wait the stop came, with Telegram's refusal. */
  const givenUp = new Map<string, unknown>();
  const watchers = new Set<() => void>();
  let size = 0;

  /** @throws the error of the call where waiting is of no use */
  const waitAfter = async (chatId: string, error: unknown, tries: number): Promise<void> => {
    const delay = delayOf(error, tries);
    if (delay === null || tries === TRIES) throw error;
    await wait(delay, stopping);
    if (!stopping.aborted) return;
    givenUp.set(chatId, error);
    throw error;
  };

  const attemptIn = async <T>(chatId: string, call: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await call();
      } catch (error) {
        await waitAfter(chatId, error, tries);
      }
    }
  };

  return {
    add: (chatId, job) => {
      size += 1;
      const before = tails.get(chatId);
      const run = async () => {
        if (givenUp.has(chatId)) throw givenUp.get(chatId);
        return job((call) => attemptIn(chatId, call));
      };
      const result = before ? before.then(run) : run();
      const done = () => {
        size -= 1;
        if (tails.get(chatId) === tail) tails.delete(chatId);
        for (const look of watchers) look();
      };
      const tail = result.then(done, done);
      tails.set(chatId, tail);
      return result;
    },

    atMost: async (count) => {
      if (size <= count) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (size > count) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      await promise;
    },
  };
}

/** @returns seconds after which trying again makes sense; null when it does not. */
function delayOf(error: unknown, tries: number): number | null {
  if (!(error instanceof CallFailed)) return null;
  if (error.code === 429) return error.retryAfter ?? 1;
  return error.reach === 'not reached' ? 2 ** tries : null;
}
