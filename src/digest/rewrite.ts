import type { Doc } from '../chat/doc.ts';
import { SendError } from '../chat/errors.ts';
import type { DayResult } from '../domain/result.ts';
import type { Channel } from '../store/channels.ts';
import type { StalePost } from '../store/posts.ts';
import type { Store } from '../store/store.ts';
import type { NotesFinder } from './day-notes.ts';
import { type DigestNotes, NO_NOTES } from './notes.ts';

export interface RewriteParts {
  readonly store: Store;
  readonly notes: NotesFinder;
  readonly showTo: (channel: Channel, result: DayResult, notes: DigestNotes) => Promise<Doc>;
  /** Puts a document in the place of a message. @throws SendError */
  readonly edit: (platform: string, chatId: string, message: string, doc: Doc, key: string) => Promise<void>;
}

/**
 * Posts of which something was corrected are made anew from the same results. The ledger keeps which, so that what
 * cannot be reached now is changed later, also by the next start; what can no longer be changed is left as it is.
 *
 * @returns a function that does so for one platform
 */
export function createRewriting(parts: RewriteParts): (platform: string) => Promise<void> {
  const { store, notes, showTo, edit } = parts;
  const { channels, posts, results } = store;

  const docFor = async (channel: Channel, { day, notes: said }: StalePost): Promise<Doc | null> => {
    const result = await results.get(channel.zone, day);
    if (!result) return null;
    const { news, corrections } = await notes.ofDigest(channel, day);
    const beside: DigestNotes = said === null ? NO_NOTES : JSON.parse(said);
    return showTo(channel, result, { ...beside, news, corrections });
  };

  const rewrite = async (channel: Channel, post: StalePost): Promise<void> => {
    const doc = await docFor(channel, post);
    try {
      const { message, edition } = post;
      if (doc) await edit(channel.platform, channel.chatId, message, doc, String(edition));
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      if (error.movedTo !== null) return channels.move(channel.id, error.movedTo);
      if (!error.permanent) return;
    }
    await posts.settle(post);
  };

  return async (platform) => {
    const stale = await posts.stale();
    if (stale.length === 0) return;
    const known = new Map((await channels.list()).map((channel) => [channel.id, channel]));
    for (const post of stale) {
      const channel = known.get(post.channel);
      if (channel?.platform === platform) await rewrite(channel, post);
    }
  };
}
