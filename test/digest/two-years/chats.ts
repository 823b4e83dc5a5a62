import type { Doc } from '../../../src/chat/doc.ts';
import { SendError } from '../../../src/chat/errors.ts';
import type { Random } from '../../support/indexeddb/random.ts';

/** The program was killed while it sent: nothing of ours runs on. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** A post as it stands in a chat. */
export interface Post {
  readonly chatId: string;
  readonly day: string;
  readonly text: string;
}

/** The platforms' ends: where the posts arrive, most of the time. */
export interface Chats {
  readonly posts: readonly Post[];
  send(platform: string, chatId: string, doc: Doc, key: string): Promise<string>;
}

/** One send in so many goes wrong in each of the four ways. */
const GOES_WRONG = 100;

/** Matrix knows a post by its key and shows it once; Telegram shows whatever arrives. */
export function createChats(random: Random): Chats {
  const posts: Post[] = [];
  const keys = new Set<string>();

  const arrive = (platform: string, post: Post): void => {
    const key = `${post.chatId} ${post.day}`;
    if (platform !== 'matrix' || !keys.has(key)) posts.push(post);
    keys.add(key);
  };

  return {
    posts,
    send: async (platform, chatId, doc, key) => {
      const luck = random(GOES_WRONG);
      // Others get their turn meanwhile, as on a network.
      for (let turns = random(20); turns > 0; turns--) await null;
      if (luck === 0) throw new Killed('before it left');
      if (luck === 1) throw new SendError('no connection', { permanent: false });
      const text = doc.lines.flatMap((line) =>
        line.spans.map((one) => (typeof one === 'string' ? one : one.text)),
      );
      arrive(platform, { chatId, day: key, text: text.join('') });
      if (luck === 2) throw new Killed('after it arrived');
      if (luck === 3) throw new SendError('no answer', { permanent: false, unknown: platform !== 'matrix' });
      return `${chatId}/${key}`;
    },
  };
}
