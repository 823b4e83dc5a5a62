import { CallFailed } from './call-failed.ts';

/** How often one message is tried; floods end, and nobody should wait for ever behind one that does not. */
const TRIES = 5;

/** Sends in order within a chat, chats beside one another. */
export interface ChatQueues {
  /**
   * Runs `send` after everything else for that chat. A flood wait is waited out, for that chat alone; what did
   * not reach Telegram is tried again.
   */
  add<T>(chatId: string, send: () => Promise<T>): Promise<T>;
  /** How many wait or run. */
  readonly size: number;
}

export function createChatQueues(wait: (seconds: number) => Promise<void>): ChatQueues {
  const tails = new Map<string, Promise<unknown>>();
  let size = 0;

  const attempt = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await send();
      } catch (error) {
        const delay = delayOf(error, tries);
        if (delay === null || tries === TRIES) throw error;
        await wait(delay);
      }
    }
  };

  return {
    get size() {
      return size;
    },
    add: (chatId, send) => {
      size += 1;
      const before = tails.get(chatId);
      const result = before ? before.then(() => attempt(send)) : attempt(send);
      const tail = result.then(
        () => done(),
        () => done(),
      );
      const done = () => {
        size -= 1;
        if (tails.get(chatId) === tail) tails.delete(chatId);
      };
      tails.set(chatId, tail);
      return result;
    },
  };
}

/** @returns seconds after which trying again makes sense; null when it does not. */
function delayOf(error: unknown, tries: number): number | null {
  if (!(error instanceof CallFailed)) return null;
  if (error.code === 429) return error.retryAfter ?? 1;
  return error.reach === 'not reached' ? 2 ** tries : null;
}
