import type { Update } from 'grammy/types';
import { CallFailed } from './call-failed.ts';
import { type Calls, isBadToken } from './calls.ts';

const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 60;
/** Another poller of the same token takes the updates away; knocking harder does not help. */
const CONFLICT_WAIT_SECONDS = 30;

export interface PollParts {
  readonly calls: Calls;
  /**
   * Takes a batch and resolves when it is on disk and its answers are queued.
   *
   * @throws when nothing was kept: the same batch is given again
   */
  readonly take: (updates: readonly Update[], tries: number) => Promise<void>;
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly trouble: (what: 'unreachable' | 'conflict' | 'bad token' | 'not saved', tries: number) => void;
}

/**
 * Polls until it is aborted, or the token turns out to be none. The next poll is what confirms a batch: it
 * goes out only when `take` has resolved. No offset is kept, since Telegram keeps it, and starts its numbers
 * anew after an idle week.
 */
export async function poll({ calls, take, wait, trouble }: PollParts, signal: AbortSignal): Promise<void> {
  let offset = 0;
  let failures = 0;

  const fetch = async (): Promise<Update[] | null> => {
    try {
      const updates = await calls.getUpdates(offset, signal);
      failures = 0;
      // What is below it is confirmed. Kept on, it would pass over updates once their numbers start anew.
      offset = 0;
      return updates;
    } catch (error) {
      if (signal.aborted || isBadToken(error)) throw error;
      failures += 1;
      trouble(isConflict(error) ? 'conflict' : 'unreachable', failures);
      await wait(waitAfter(error, failures), signal);
      return null;
    }
  };

  const handOver = async (updates: readonly Update[]): Promise<void> => {
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        return await take(updates, tries);
      } catch {
        trouble('not saved', tries);
        await wait(growing(tries), signal);
      }
    }
  };

  while (!signal.aborted) {
    try {
      const updates = await fetch();
      const last = updates?.at(-1);
      if (!updates || !last) continue;
      await handOver(updates);
      offset = last.update_id + 1;
    } catch (error) {
      if (signal.aborted) return;
      if (!isBadToken(error)) throw error;
      trouble('bad token', 1);
      return;
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof CallFailed && error.code === 409;
}

/** @returns seconds until it makes sense to ask Telegram again. */
export function waitAfter(error: unknown, failures: number): number {
  if (isConflict(error)) return CONFLICT_WAIT_SECONDS;
  if (error instanceof CallFailed && error.retryAfter !== null) return error.retryAfter;
  return growing(failures);
}

/** 1, 2, 4 … 60 seconds. */
function growing(tries: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (tries - 1), LONGEST_WAIT_SECONDS);
}
