import type { Doc } from '../../chat/doc.ts';
import { NotSaved } from '../../chat/errors.ts';
import type { Handle } from '../../chat/transport.ts';
import type { Ears, Heard } from './heard.ts';
import type { Message } from './post.ts';
import type { EventQueue, Gap, RawEvent } from './vault.ts';

/** Events that are handled together, one commit for all. */
const MOST_TOGETHER = 100;
/** How often a batch is handed over whole when its handling fails otherwise than by the disk. */
const TRIES_TOGETHER = 3;
const LONGEST_WAIT_SECONDS = 60;
/** How often what could not be read is tried again; the arrival of a key is told at once. */
const RETRY_SECONDS = 30;

/** What was heard and what is said to it. */
export interface Answer {
  readonly heard: Heard;
  readonly doc: Doc;
}

export interface InboxParts {
  readonly queue: EventQueue;
  readonly ears: Ears;
  readonly fetchGap: (gap: Gap) => Promise<RawEvent[]>;
  readonly handle: Handle;
  readonly encode: (answer: Answer) => Promise<Message[]>;
  /** Answers are in the queue. */
  readonly answered: (answers: readonly Answer[]) => void;
  /** Tells a sender past the queue. */
  readonly tell: (messages: readonly Message[]) => Promise<unknown>;
  readonly now: () => number;
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Nothing further is taken. */
  readonly ending: AbortSignal;
  readonly log: { warn(fields: object, message: string): void };
}

export interface Inbox {
  /** Something waits. */
  wake(): void;
  /** Resolves once what is in hand is done. */
  idle(): Promise<void>;
}

/** Takes what waits in the queue, in order: handled and committed together, and only then done. */
export function createInbox(parts: InboxParts): Inbox {
  const { queue, ears, fetchGap, handle, encode, answered, tell, now, wait, ending, log } = parts;
  /** Updates whose senders know that they could not be saved. */
  const told = new Set<string>();
  let running: Promise<void> | null = null;
  let again = false;
  let retrying = false;

  const wake = (): void => {
    again = true;
    if (ending.aborted || running) return;
    running = run().finally(() => {
      running = null;
      if (again) wake();
    });
  };

  const run = async (): Promise<void> => {
    while (again && !ending.aborted) {
      again = false;
      try {
        await fillGaps();
        while (!ending.aborted && (await takeSome()));
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        log.warn({ kind }, 'matrix: the inbox stopped short, trying on');
        retryLater();
      }
    }
  };

  const fillGaps = async (): Promise<void> => {
    for (const gap of queue.gaps()) {
      try {
        queue.fillGap(gap.id, await fetchGap(gap), now());
      } catch {
        // A room that was left, or a server out of reach: what came after is handled meanwhile.
        retryLater();
      }
    }
  };

  /** @returns whether there was something */
  const takeSome = async (): Promise<boolean> => {
    const found = queue.waiting(MOST_TOGETHER, ears.aside());
    const heard: Heard[] = [];
    const done: number[] = [];
    for (const one of found) {
      const read = await ears.read(one);
      if (read === 'aside') retryLater();
      else if (read === 'done') done.push(one.id);
      else if (read.unreadable) await tellUnreadable(read);
      else heard.push(read);
    }
    if (done.length > 0) queue.finish(done, []);
    if (heard.length > 0) await takeUntilKept(heard);
    return found.length > 0;
  };

  const tellUnreadable = async (heard: Heard): Promise<void> => {
    const [doc] = await handle([heard.incoming]);
    if (doc) tell(await encode({ heard, doc })).catch(() => {});
    retryLater();
  };

  const takeUntilKept = async (heard: readonly Heard[]): Promise<void> => {
    for (let tries = 1; !ending.aborted; tries++) {
      try {
        return await take(heard, tries);
      } catch (error) {
        if (tries % 16 === 1) log.warn({ tries }, 'matrix: updates could not be saved, trying on');
        await tellNotSaved(heard, error);
        await wait(Math.min(2 ** (tries - 1), LONGEST_WAIT_SECONDS), ending);
      }
    }
  };

  const take = async (heard: readonly Heard[], tries: number): Promise<void> => {
    let docs: (Doc | null)[];
    try {
      docs = await handle(heard.map(({ incoming }) => incoming));
    } catch (error) {
      if (!(error instanceof NotSaved) && tries >= TRIES_TOGETHER) return takeEach(heard);
      throw error;
    }
    await keep(heard, docs);
  };

  /** What fails alone too, by a mistake of ours, is set aside: behind it nobody would be heard any more. */
  const takeEach = async (heard: readonly Heard[]): Promise<void> => {
    for (const one of heard) {
      try {
        await keep([one], await handle([one.incoming]));
      } catch (error) {
        if (error instanceof NotSaved) throw error;
        const kind = error instanceof Error ? error.name : typeof error;
        log.warn({ kind }, 'matrix: an update could not be handled and was set aside');
        queue.finish([one.id], []);
      }
    }
  };

  /** They are done, and their answers are on their way, in one transaction. */
  const keep = async (heard: readonly Heard[], docs: readonly (Doc | null)[]): Promise<void> => {
    const answers = heard.flatMap((one, index) => {
      const doc = docs[index];
      return doc ? [{ heard: one, doc }] : [];
    });
    const messages = await Promise.all(answers.map(encode));
    queue.finish(
      heard.map(({ id }) => id),
      messages.flat(),
    );
    answered(answers);
  };

  const tellNotSaved = async (heard: readonly Heard[], error: unknown): Promise<void> => {
    if (!(error instanceof NotSaved)) return;
    for (const [index, one] of heard.entries()) {
      const doc = error.notices[index];
      if (!doc || told.has(one.incoming.key)) continue;
      told.add(one.incoming.key);
      const messages = await encode({ heard: one, doc });
      tell(messages.map((message) => ({ ...message, txnId: `n${message.txnId}` }))).catch(() => {});
    }
  };

  const retryLater = (): void => {
    if (retrying || ending.aborted) return;
    retrying = true;
    wait(RETRY_SECONDS, ending).then(() => {
      retrying = false;
      ears.retry();
      wake();
    });
  };

  return {
    wake,
    idle: async () => {
      while (running) await running;
    },
  };
}
