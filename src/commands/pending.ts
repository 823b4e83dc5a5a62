import { createHmac, randomBytes } from 'node:crypto';

/** Long enough to type a town's name. */
const LIFE_SECONDS = 15 * 60;
/** More open questions than any instance has at once; the oldest give way. */
const MOST = 10_000;

/**
 * What is known so far of something whose next answer may be typed or shared, so that "бор" after "where are you?"
 * is the town. Buttons carry it themselves; a typed word cannot. Kept in memory alone and under a key made at the
 * start: after a restart such a word begins anew instead of carrying on.
 */
export interface Pending<T> {
  keep(platform: string, userId: string, known: T, now: number): void;
  /** @returns what the open question is about; null when there is none. */
  find(platform: string, userId: string, now: number): T | null;
  forget(platform: string, userId: string): void;
}

export function createPending<T>(): Pending<T> {
  const key = randomBytes(32);
  const open = new Map<string, { known: T; until: number }>();
  const nameOf = (platform: string, userId: string) =>
    createHmac('sha256', key).update(`${platform}\0${userId}`).digest('base64');

  return {
    keep: (platform, userId, known, now) => {
      const name = nameOf(platform, userId);
      open.delete(name);
      open.set(name, { known, until: now + LIFE_SECONDS });
      const [oldest] = open.keys();
      if (open.size > MOST && oldest !== undefined) open.delete(oldest);
    },
    find: (platform, userId, now) => {
      const found = open.get(nameOf(platform, userId));
      return found && found.until > now ? found.known : null;
    },
    forget: (platform, userId) => void open.delete(nameOf(platform, userId)),
  };
}
