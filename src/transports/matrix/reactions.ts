import { CallFailed } from './call-failed.ts';
import { reactionKeys } from './choices.ts';
import { type Outbox, Unsent } from './outbox.ts';

/** Reactions are let be for so long after the server asked for fewer messages. */
const QUIET_SECONDS = 3600;

export interface ReactionsParts {
  readonly offer: Outbox['offer'];
  /** Unix seconds */
  readonly now: () => number;
  readonly ending: AbortSignal;
  /** Whether nobody waits for an answer. Asked when a reaction's turn has come: behind it more may wait by then. */
  readonly isQuiet: () => boolean;
}

/** A question of the bot that is there. */
export interface Question {
  readonly roomId: string;
  readonly eventId: string;
  /** How many choices it offers. */
  readonly count: number;
}

/** @returns what puts a reaction to press under a question for each of its choices, one after the other */
export function createReactions({
  offer,
  now,
  ending,
  isQuiet,
}: ReactionsParts): (question: Question) => Promise<void> {
  let quietUntil = 0;
  const isWanted = () => !ending.aborted && now() >= quietUntil && isQuiet();

  const put = async ({ roomId, eventId }: Question, key: string, index: number): Promise<boolean> => {
    const relation = { rel_type: 'm.annotation', event_id: eventId, key };
    try {
      const content = { 'm.relates_to': relation };
      return await offer({ roomId, type: 'm.reaction', content, txnId: `k${eventId}-${index}` }, isWanted);
    } catch (error) {
      const cause = error instanceof Unsent ? error.cause : null;
      // Each one costs the server's patience, of which answers have the first claim.
      if (cause instanceof CallFailed && cause.status === 429) quietUntil = now() + QUIET_SECONDS;
      return false;
    }
  };

  return async (question) => {
    for (const [index, key] of reactionKeys(question.count).entries()) {
      if (!(await put(question, key, index))) return;
    }
  };
}
