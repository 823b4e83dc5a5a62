import { createInterface, type Interface } from 'node:readline';
import type { Choice, Doc } from '../chat/doc.ts';
import { NotSaved } from '../chat/errors.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Handle, Transport } from '../chat/transport.ts';

export interface ConsoleParts {
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  /** Who types: `local` is the operator. */
  readonly userId: string;
  readonly language: string | null;
  /** Makes this run's updates different from those of any other. */
  readonly runId: string;
  /** Unix seconds. */
  readonly now: () => number;
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/** The terminal as a platform: each line is a message, each number a choice of the last answer. */
export interface Console extends Transport {
  /** Resolves when the input has ended and everything is answered. */
  readonly ended: Promise<void>;
}

const CHAT = 'console';
const PROMPT = '> ';
/** How long a stop waits for what is being handled. */
const DRAIN_SECONDS = 6;

export function createConsole(parts: ConsoleParts): Console {
  const { input, output, userId, language, runId, now, wait } = parts;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const interactive = input.isTTY === true;
  let lines: Interface | null = null;
  let choices: Choice[] = [];
  let count = 0;
  let work: Promise<void> = Promise.resolve();

  const show = (doc: Doc): void => {
    choices = (doc.choices ?? []).flat();
    output.write(`${renderDoc(doc)}\n\n`);
  };

  const incoming = (line: string): Incoming => {
    count += 1;
    const chosen = /^\d{1,3}$/.test(line) ? choices[Number(line) - 1] : undefined;
    return {
      platform: 'console',
      key: `${runId}:${count}`,
      chatId: CHAT,
      chat: 'private',
      userId,
      language,
      at: chosen ? null : Math.floor(now()),
      text: chosen?.command ?? line,
      forwarded: false,
    };
  };

  const answer = async (line: string, handle: Handle): Promise<void> => {
    try {
      const [doc] = await handle([incoming(line)]);
      if (doc) show(doc);
    } catch (error) {
      // Whoever sits at the terminal can press the arrow key: nothing is tried again behind their back.
      const [notice] = error instanceof NotSaved ? error.notices : [];
      if (notice) show(notice);
    }
  };

  return {
    platform: 'console',
    ended,
    start: async (handle) => {
      // Not before: lines that come while nobody listens are lost, and so is the end of the input.
      lines = createInterface({ input, terminal: false });
      lines.on('line', (line) => {
        if (line.trim() === '') return;
        work = work.then(() => answer(line.trim(), handle)).then(() => prompt());
      });
      lines.on('close', () => void work.then(end));
      prompt();
    },
    send: async (_, doc) => {
      show(doc);
      return String(count);
    },
    stop: async () => {
      lines?.close();
      const over = new AbortController();
      await Promise.race([work.finally(() => over.abort()), wait(DRAIN_SECONDS, over.signal)]);
    },
  };

  function prompt(): void {
    if (interactive) output.write(PROMPT);
  }
}

/** @returns a document as lines of text, its choices numbered. */
export function renderDoc(doc: Doc): string {
  const choices = (doc.choices ?? []).flat();
  const text = doc.lines.map((line) =>
    line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
  );
  const numbered = choices.map((choice, index) => `  ${index + 1}. ${choice.label}`);
  return printable([...text, ...numbered].join('\n'));
}

/** Control characters could move the cursor or colour what stands there; line ends are ours. */
function printable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? '\n' : ''));
}
