import { randomInt } from 'node:crypto';

/** Long enough to look at a list and act on it. */
const LIFE_SECONDS = 30 * 60;
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 3;

/** What a handle stands for. */
export interface Handled {
  readonly report: number;
  readonly person: number;
}

/**
 * Short-lived names for rows that moderators point at. They live in memory only, so that nothing a moderator
 * sees, keeps or leaks can be joined with the database later.
 */
export interface Handles {
  give(target: Handled, now: number): string;
  /** @returns null once half an hour has gone by, and for anything else that is no handle. */
  find(handle: string, now: number): Handled | null;
}

export function createHandles(): Handles {
  const given = new Map<string, { target: Handled; until: number }>();

  const drop = (now: number) => {
    for (const [handle, { until }] of given) if (until <= now) given.delete(handle);
  };

  const fresh = (): string => {
    const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
    const handle = `#${letters.join('')}`;
    return given.has(handle) ? fresh() : handle;
  };

  return {
    give: (target, now) => {
      drop(now);
      const handle = fresh();
      given.set(handle, { target, until: now + LIFE_SECONDS });
      return handle;
    },
    find: (handle, now) => {
      drop(now);
      return given.get(handle)?.target ?? null;
    },
  };
}
