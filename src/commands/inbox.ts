import { type Doc, textDoc } from '../chat/doc.ts';
import { NotSaved } from '../chat/errors.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Handle } from '../chat/transport.ts';
import type { Text } from '../locales/texts.ts';
import { type Database, isDatabaseFailure } from '../store/database.ts';
import type { Handled } from '../store/handled.ts';

export interface InboxParts {
  readonly database: Database;
  readonly handled: Handled;
  readonly answer: (incoming: Incoming, now: number) => Promise<Doc | null>;
  /** The texts for a sender whose settings cannot be looked up. */
  readonly textFor: (language: string | null) => Text;
  /** Unix seconds. */
  readonly now: () => number;
  /** An update failed by a mistake of ours, or the whole batch by the database. */
  readonly failed: (error: unknown, what: 'update' | 'batch') => void;
}

/**
 * The way of every update: all of a batch in one transaction, each in a savepoint of its own, and the answers
 * only once it is on the disk. An update that was handled before is answered again and writes nothing.
 */
export function createInbox({ database, handled, answer, textFor, now, failed }: InboxParts): Handle {
  const one = async (incoming: Incoming, at: number): Promise<Doc | null> => {
    try {
      return await database.savepoint(async () => {
        const keep = await handled.add(incoming.platform, incoming.key, at);
        return { keep, value: await answer(incoming, at) };
      });
    } catch (error) {
      if (isDatabaseFailure(error)) throw error;
      failed(error, 'update');
      return textDoc(textFor(incoming.language)('error-inside'));
    }
  };

  return async (batch) => {
    try {
      return await database.transaction(async () => {
        const answers: (Doc | null)[] = [];
        for (const incoming of batch) answers.push(await one(incoming, Math.floor(now())));
        return answers;
      });
    } catch (error) {
      failed(error, 'batch');
      throw new NotSaved(batch.map((incoming) => textDoc(textFor(incoming.language)('not-saved'))));
    }
  };
}
