import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Doc, textDoc } from '../../src/chat/doc.ts';
import { NotSaved, SendError } from '../../src/chat/errors.ts';
import type { Transport } from '../../src/chat/transport.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { createListener } from './listener.ts';

/** A message as the person sees it, free of the platform's markup. */
export interface Seen {
  readonly text: string;
  /** What stands in a style of its own. */
  readonly styled: readonly string[];
  /** Labels of what can be chosen. */
  readonly choices: readonly string[];
}

/** Ways in which a platform does not take a message, and what the port makes of each. */
const REFUSALS = {
  'a person who blocked the bot': { permanent: true, unknown: false },
  'a chat that is gone': { permanent: true, unknown: false },
  'no right to write there': { permanent: true, unknown: false },
  'a flood wait that does not end': { permanent: false, unknown: false },
  'no connection': { permanent: false, unknown: false },
  'a fault of the server': { permanent: false, unknown: true },
  'an answer that is lost': { permanent: false, unknown: true },
  'an answer that is none': { permanent: false, unknown: true },
} as const;

export type Refusal = keyof typeof REFUSALS;

/** One platform, empty, with one person at its other end. */
export interface Harness {
  /** A transport that is not started; stands still where its clock does. */
  readonly transport: Transport;
  readonly clock: ManualClock;
  /** The person's chat with the bot. */
  readonly chatId: string;
  /** What no error may hold. */
  readonly secrets: readonly string[];
  say(text: string): void;
  /** Chooses from what the newest message offers. */
  choose(label: string): void;
  /** What came to the person, oldest first. */
  seen(): readonly Seen[];
  /** Resolves when it holds; looked at after everything that reaches the platform. */
  until(condition: () => boolean): Promise<void>;
  /** Whether the platform has nothing more to deliver. */
  confirmed(): boolean;
  /** The platform stops answering. */
  hang(): void;
  /** Messages to the person come to this from now on. */
  refuse(refusal: Refusal): Promise<void>;
  /** What is handled next is not confirmed, as when the program is killed. */
  loseConfirmation(): Promise<void>;
  /** Shows the bot a message of its own. */
  echo(): void;
  /** The program's next run on the same platform, all faults over. */
  restart(): Promise<Transport>;
  close(): Promise<void>;
}

export interface Platform {
  readonly name: string;
  /** UTF-16 units that one message holds; null where there is no bound. */
  readonly limit: number | null;
  /** Whether it delivers again what was not confirmed. */
  readonly keepsUpdates: boolean;
  /** Whether it shows the bot what the bot itself says. */
  readonly echoes: boolean;
  /** Those that can happen there. */
  readonly refusals: readonly Refusal[];
  open(): Promise<Harness>;
}

type Current = () => Harness;

/** What every transport promises. */
export function describeContract(platform: Platform): void {
  describe(`the ${platform.name} transport keeps the contract:`, () => {
    let harness: Harness;
    beforeEach(async () => {
      harness = await platform.open();
    });
    afterEach(() => harness.close());
    const current = () => harness;

    takesUpdates(platform, current);
    sendsText(platform, current);
    refuses(platform, current);
    survives(platform, current);
    stops(platform, current);
  });
}

/** What a platform does not have is no promise of it: a terminal cannot be refused. */
const testIf = (has: boolean) => (has ? test : () => {});

function takesUpdates(platform: Platform, current: Current): void {
  test('what a person writes is handled with all that the port promises, and answered', async () => {
    const { transport, say, until, seen, chatId } = current();
    const { handle, received } = createListener(() => textDoc('heard'));
    await transport.start(handle);
    say('/report whatsapp kazan');
    await until(() => seen().length === 1);
    expect(seen()[0]?.text).toBe('heard');
    expect(received).toEqual([
      {
        platform: transport.platform,
        key: expect.any(String),
        chatId,
        chat: 'private',
        userId: expect.any(String),
        language: received[0]?.language,
        at: expect.any(Number),
        text: '/report whatsapp kazan',
        forwarded: false,
        canShareLocation: received[0]?.canShareLocation,
      },
    ]);
  });

  test('each update has a key of its own', async () => {
    const { transport, say, until, seen } = current();
    const { handle, received } = createListener(({ text }) => textDoc(text));
    await transport.start(handle);
    for (const text of ['same', 'same', 'same']) say(text);
    await until(() => seen().length === 3);
    expect(new Set(received.map(({ key }) => key)).size).toBe(3);
  });

  testIf(platform.echoes)('its own messages are not handled', async () => {
    const { transport, say, until, seen, echo } = current();
    const { handle, received } = createListener(() => textDoc('heard'));
    await transport.start(handle);
    echo();
    say('a person');
    await until(() => seen().length === 1);
    expect(received.map(({ text }) => text)).toEqual(['a person']);
  });

  test('what an earlier run has handled is not replayed', async () => {
    const { transport, say, until, seen, confirmed, restart } = current();
    const before = createListener(() => textDoc('heard'));
    await transport.start(before.handle);
    say('earlier');
    await until(() => seen().length === 1 && confirmed());
    await transport.stop();
    const after = createListener(() => textDoc('heard again'));
    await (await restart()).start(after.handle);
    say('later');
    await until(() => seen().length === 2);
    expect(after.received.map(({ text }) => text)).toEqual(['later']);
  });

  testIf(platform.keepsUpdates)('what comes again carries the same key', async () => {
    const { transport, say, until, seen, loseConfirmation, restart, clock } = current();
    const before = createListener(() => textDoc('heard'));
    await transport.start(before.handle);
    await loseConfirmation();
    say('once');
    await until(() => seen().length === 1);
    await clock.pass(transport.stop());
    const after = createListener(() => textDoc('heard again'));
    await (await restart()).start(after.handle);
    await after.heard(1);
    expect(after.received).toEqual(before.received);
  });

  test('a choice comes back as the command it carries', async () => {
    const { transport, say, choose, until, seen } = current();
    const commands = ['/report s:whatsapp c:kazan p:mts o:vpn_only', '/status c:kazan', '/forget yes'];
    const choices = commands.map((command, index) => [{ label: `choice ${index + 1}`, command }]);
    // Without the slash: each platform shows a command as it is typed there.
    const { handle, received, heard } = createListener(({ text }) => textDoc(text.slice(1), choices));
    await transport.start(handle);
    say('/start');
    await until(() => seen().length === 1);
    expect(seen()[0]?.choices).toEqual(['choice 1', 'choice 2', 'choice 3']);
    for (const [index, command] of commands.entries()) {
      choose(`choice ${index + 1}`);
      await heard(index + 2);
      await until(() => seen().at(-1)?.text === command.slice(1));
    }
    expect(received.map(({ text }) => text)).toEqual(['/start', ...commands]);
  });
}

/** Markup of every kind, names that ring, characters that move a cursor or turn a line around. */
const HOSTILE = [
  '<b>bold</b> &amp; &lt; <a href="https://example.org">link</a>',
  '*bold* _italic_ `code` ||hidden|| [link](tg://user?id=1) \\* ~x~',
  '@room @channel @durov https://example.org t.me/x /start@bot',
  'a\u0000b\u0007c\u001b[31mred\u001b[0m\u0008\u009b2Jd\tx\r',
  '\u202Eright to left\u202C \u2066isolate\u2069',
  'half \uD83D and half \uDE00 of a pair',
];

/** What of a text has a shape of its own, whatever a platform does to spaces and control characters. */
function visible(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\s]/gu, '');
}

const wordsOf = (doc: Doc): string =>
  visible(
    doc.lines
      .flatMap(({ spans }) => spans.map((span) => (typeof span === 'string' ? span : span.text)))
      .join(''),
  );

const allOf = (seen: readonly Seen[]): string => visible(seen.map(({ text }) => text).join(''));

function sendsText(platform: Platform, current: Current): void {
  test.each(HOSTILE)('%j arrives as plain text', async (text) => {
    const { transport, chatId, seen } = current();
    await transport.send(chatId, textDoc(`before\n${text}\nafter`));
    const [message] = seen();
    expect(visible(message?.text ?? '')).toBe(visible(`before${text}after`));
    expect(message?.text).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
    expect(message?.styled).toEqual([]);
  });

  test('styles, folds and pictures change no word', async () => {
    const { transport, chatId, seen } = current();
    const doc: Doc = {
      lines: [
        { spans: ['plain ', { text: 'bold', style: 'bold' }, ' ', { text: '<i>', style: 'code' }] },
        { spans: [] },
        { spans: [{ text: 'italic', style: 'italic' }, ' folded'], folded: true },
      ],
      picture: { png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), alt: 'a picture' },
    };
    await transport.send(chatId, doc);
    expect(seen()[0]?.text).toBe('plain bold <i>\n\nitalic folded');
  });

  const length = 3 * (platform.limit ?? 4096);
  test.each([
    ['one line of pairs', textDoc(`x${'😀'.repeat(length / 2)}`)],
    ['one line of words', textDoc('слово '.repeat(length / 6))],
    ['many lines', textDoc('строка из слов\n'.repeat(length / 15))],
    ['empty lines', textDoc(`x${'\n'.repeat(length)}y`)],
  ])('%s too long for one message go on in another, and nothing is lost', async (_, doc) => {
    const { transport, chatId, seen } = current();
    await transport.send(chatId, { ...doc, choices: [[{ label: 'choice', command: '/start' }]] });
    for (const { text } of seen()) {
      expect(text.length).toBeLessThanOrEqual(platform.limit ?? text.length);
      expect(text.isWellFormed()).toBe(true);
    }
    expect(allOf(seen())).toBe(wordsOf(doc));
    expect(seen().map(({ choices }) => choices.length)).toEqual(
      seen().map((_, index) => (index === seen().length - 1 ? 1 : 0)),
    );
  });

  test.each([
    ['no lines', { lines: [] }],
    ['an empty line', textDoc('')],
    ['spaces alone', textDoc(' \n\t\n\u200B')],
  ])('a document of %s is no error', async (_, doc) => {
    const { transport, chatId, seen } = current();
    await expect(transport.send(chatId, doc)).resolves.toEqual(expect.any(String));
    expect(seen()).toHaveLength(1);
  });

  test('answers keep their order within a chat, long ones in one piece', async () => {
    const { transport, chatId, say, until, seen } = current();
    const texts = Array.from(
      { length: 6 },
      (_, index) => `${index} ${`${index}`.repeat(index % 2 ? 5000 : 1)}`,
    );
    const { handle } = createListener(({ text }) => textDoc(texts[Number(text)] ?? ''));
    await transport.start(handle);
    for (const index of [0, 1, 2]) say(String(index));
    const whole = () => allOf(seen()).length;
    await until(() => whole() === visible(texts.slice(0, 3).join('')).length);
    await Promise.all([3, 4, 5].map((index) => transport.send(chatId, textDoc(texts[index] ?? ''))));
    expect(allOf(seen())).toBe(visible(texts.join('')));
  });
}

function refuses(platform: Platform, current: Current): void {
  for (const [refusal, outcome] of Object.entries(REFUSALS) as [Refusal, (typeof REFUSALS)[Refusal]][]) {
    testIf(platform.refusals.includes(refusal))(
      `${refusal} is a SendError, permanent ${outcome.permanent}, unknown ${outcome.unknown}`,
      async () => {
        const { transport, chatId, clock, secrets, refuse } = current();
        await refuse(refusal);
        const sent = transport.send(chatId, textDoc('words of a person'));
        const error = await clock.pass(
          sent.then(
            () => null,
            (reason: unknown) => reason,
          ),
        );
        expect(error).toBeInstanceOf(SendError);
        expect(error).toMatchObject(outcome);
        const told = inspect(error, { depth: 10, showHidden: true });
        for (const secret of [...secrets, 'words of a person']) expect(told).not.toContain(secret);
      },
    );
  }
}

function survives(platform: Platform, current: Current): void {
  test('a handler that throws ends nothing: what comes later is handled', async () => {
    const { transport, say, until, seen, clock } = current();
    const { handle } = createListener(({ text }) => {
      if (text === 'poison') throw new TypeError('a mistake of ours');
      return textDoc(text);
    });
    await transport.start(handle);
    for (const text of ['before', 'poison', 'after']) say(text);
    await clock.pass(until(() => seen().some(({ text }) => text === 'after')));
    say('much later');
    await clock.pass(until(() => seen().at(-1)?.text === 'much later'));
  });

  test('a handler that throws once loses nothing where the platform keeps it', async () => {
    const { transport, say, until, seen, clock } = current();
    let times = 0;
    const { handle } = createListener(({ text }) => {
      times += 1;
      if (times === 1) throw 'not even an error';
      return textDoc(text);
    });
    await transport.start(handle);
    say('first');
    say('second');
    await clock.pass(until(() => seen().at(-1)?.text === 'second'));
    expect(seen().some(({ text }) => text === 'first')).toBe(platform.keepsUpdates);
  });

  test('what could not be saved is told once and confirmed only when it is', async () => {
    const { transport, say, until, seen, confirmed, clock } = current();
    let full = true;
    const { handle, received, heard } = createListener(({ text }) => {
      if (full) throw new NotSaved([textDoc('not saved')]);
      return textDoc(`saved ${text}`);
    });
    await transport.start(handle);
    say('report');
    await until(() => seen().length === 1);
    expect(confirmed()).toBe(!platform.keepsUpdates);
    if (platform.keepsUpdates) await clock.pass(heard(3));
    full = false;
    say('next');
    await clock.pass(until(() => seen().some(({ text }) => text === 'saved next') && confirmed()));
    const texts = seen().map(({ text }) => text);
    expect(texts).toEqual(['not saved', ...(platform.keepsUpdates ? ['saved report'] : []), 'saved next']);
    const keys = received.filter(({ text }) => text === 'report').map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
  });
}

const MOST_SECONDS = 10;

function stops(platform: Platform, current: Current): void {
  /** Every wait of the transport ends at once, as if its time had come: what is counted is the clock's. */
  const stopWithin = async ({ transport, clock }: Harness): Promise<void> => {
    const began = clock.now();
    await clock.pass(transport.stop());
    expect(clock.now() - began).toBeLessThanOrEqual(MOST_SECONDS);
  };

  test('stop() resolves where nothing was started', () => current().transport.stop());

  test('stop() ends at once where nothing is under way, and nothing is handled after it', async () => {
    const { transport, say, clock } = current();
    const { handle, received } = createListener(() => textDoc('heard'));
    await transport.start(handle);
    await transport.stop();
    expect(clock.waits).toBe(0);
    say('too late');
    await new Promise(setImmediate);
    expect(received).toEqual([]);
  });

  test('stop() lets the answers under way arrive', async () => {
    const { transport, say, seen } = current();
    const { handle, heard } = createListener(() => textDoc('heard'));
    await transport.start(handle);
    say('just in time');
    await heard(1);
    await transport.stop();
    expect(seen().map(({ text }) => text)).toEqual(['heard']);
  });

  test('stop() returns in time while the platform hangs', async () => {
    const { transport, chatId, say, hang } = current();
    const { handle, heard } = createListener(() => textDoc('heard'));
    await transport.start(handle);
    say('before');
    await heard(1);
    hang();
    const sent = transport.send(chatId, textDoc('under way')).catch((error: unknown) => error);
    await stopWithin(current());
    const outcome = await sent;
    if (typeof outcome !== 'string') expect(outcome).toBeInstanceOf(SendError);
  });

  test('stop() returns in time while the handler hangs', async () => {
    const { transport, say } = current();
    const { promise: called, resolve: call } = Promise.withResolvers<void>();
    await transport.start(() => {
      call();
      return new Promise(() => {});
    });
    say('for ever');
    await called;
    await stopWithin(current());
  });

  testIf(platform.refusals.includes('no connection'))(
    'stop() returns in time, and start() before it, while the platform cannot be reached',
    async () => {
      const { transport, clock, refuse } = current();
      await refuse('no connection');
      await clock.pass(transport.start(createListener(() => null).handle));
      await stopWithin(current());
    },
  );
}
