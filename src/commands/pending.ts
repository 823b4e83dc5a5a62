import { createHmac, randomBytes } from 'node:crypto';
import { type Draft, formatDraft, parseDraft } from './draft.ts';

/** Long enough to type a town's name. */
const LIFE_SECONDS = 15 * 60;
/** More open questions than any instance has at once; the oldest give way. */
const MOST = 10_000;

/**
 * Reports on their way whose next answer may be typed or shared, so that "бор" after "where are you?" is the town.
 * Buttons carry their draft themselves; a typed word cannot. Kept in memory alone and under a key made at the
 * start: after a restart such a word begins a report instead of carrying one on.
 */
export interface Pending {
  keep(platform: string, userId: string, draft: Draft, now: number): void;
  /** @returns the draft whose question is open; null when there is none. */
  find(platform: string, userId: string, now: number): Draft | null;
  forget(platform: string, userId: string): void;
}

export function createPending(): Pending {
  const key = randomBytes(32);
  const open = new Map<string, { draft: string; until: number }>();
  const nameOf = (platform: string, userId: string) =>
    createHmac('sha256', key).update(`${platform}\0${userId}`).digest('base64');

  return {
    keep: (platform, userId, draft, now) => {
      const name = nameOf(platform, userId);
      open.delete(name);
      open.set(name, { draft: formatDraft(draft), until: now + LIFE_SECONDS });
      const [oldest] = open.keys();
      if (open.size > MOST && oldest !== undefined) open.delete(oldest);
    },
    find: (platform, userId, now) => {
      const found = open.get(nameOf(platform, userId));
      return found && found.until > now ? parseDraft(found.draft) : null;
    },
    forget: (platform, userId) => void open.delete(nameOf(platform, userId)),
  };
}
