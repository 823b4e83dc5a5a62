import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { createShorthand } from '../../../src/catalog/shorthand.ts';
import { type Doc, type Line, type Span, textDoc } from '../../../src/chat/doc.ts';
import { encodeDoc, type TelegramMessage } from '../../../src/transports/telegram/encode.ts';
import { keptText } from '../../support/bot-api/kept-text.ts';
import { checkMessage, type Fields } from '../../support/bot-api/rules.ts';

const shorthand = createShorthand(loadCatalog());
const encode = (doc: Doc): TelegramMessage[] => encodeDoc(doc, shorthand, 'rollcall_test_bot');
const encodeLines = (...lines: Line[]): TelegramMessage[] => encode({ lines });
const bold = (text: string): Span => ({ text, style: 'bold' });
const line = (...spans: Span[]): Line => ({ spans });
const folded = (...spans: Span[]): Line => ({ spans, folded: true });

/** Types of entities with the words that they cover. */
const coveredIn = ({ text, entities = [] }: TelegramMessage) =>
  entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);

describe('entities', () => {
  test('are counted in UTF-16 units, after characters of two', () => {
    const [message] = encodeLines(line('😀 ', bold('жирный 😀'), ' ', { text: 'code', style: 'code' }));
    expect(message).toEqual({
      text: '😀 жирный 😀 code',
      entities: [
        { type: 'bold', offset: 3, length: 9 },
        { type: 'code', offset: 13, length: 4 },
      ],
    });
  });

  test('stand over the same words when white space before them is stripped', () => {
    const [message] = encodeLines(line(''), line('  '), line(bold(' \n head ')), line('text  '));
    expect(message?.text).toBe('head \ntext');
    expect(message && coveredIn(message)).toEqual([['bold', 'head']]);
  });

  test('stand over the same words in the second message', () => {
    const [first, second] = encodeLines(line('x'.repeat(4090)), line('y ', bold('bold 😀'), ' z'));
    expect(first?.text).toBe('x'.repeat(4090));
    expect(second?.text).toBe('y bold 😀 z');
    expect(second && coveredIn(second)).toEqual([['bold', 'bold 😀']]);
  });

  test('without words are left out', () => {
    expect(encodeLines(line('a', bold(''), bold(' \u200B'), 'b'), folded(''))).toEqual([
      { text: 'a \u200Bb' },
    ]);
  });

  test('beyond a hundred go on in another message', () => {
    const messages = encodeLines(...Array.from({ length: 250 }, (_, index) => line(bold(`line ${index}`))));
    expect(messages.map(({ entities }) => entities?.length)).toEqual([100, 100, 50]);
    expect(messages.flatMap(coveredIn).map(([, words]) => words)).toEqual(
      Array.from({ length: 250 }, (_, index) => `line ${index}`),
    );
  });

  test('beyond a hundred in one line cost styles and no words', () => {
    const [message, ...more] = encodeLines(folded(...Array.from({ length: 250 }, () => bold('x'))));
    expect(more).toEqual([]);
    expect(message?.text).toBe('x'.repeat(250));
    expect(message?.entities).toHaveLength(100);
  });
});

describe('folded lines', () => {
  test('that follow one another are one fold, an empty one between them included', () => {
    const [message] = encodeLines(
      line('head'),
      folded(bold('one')),
      folded(''),
      folded('two ', bold('three')),
      line('foot'),
    );
    expect(message?.text).toBe('head\none\n\ntwo three\nfoot');
    expect(message && coveredIn(message).sort()).toEqual([
      ['bold', 'one'],
      ['bold', 'three'],
      ['expandable_blockquote', 'one\n\ntwo three'],
    ]);
  });

  test('with a line between them are two', () => {
    const [message] = encodeLines(folded('one'), line('between'), folded('two'));
    expect(message && coveredIn(message)).toEqual([
      ['expandable_blockquote', 'one'],
      ['expandable_blockquote', 'two'],
    ]);
  });

  test('are folded in each message they are split into', () => {
    const messages = encodeLines(folded('a'.repeat(3000)), folded('b'.repeat(3000)));
    expect(messages.map(coveredIn)).toEqual([
      [['expandable_blockquote', 'a'.repeat(3000)]],
      [['expandable_blockquote', 'b'.repeat(3000)]],
    ]);
  });
});

describe('messages', () => {
  test.each([
    ['no lines', []],
    ['an empty line', [line()]],
    ['white space', [line(' '), line('\t\n')]],
    ['characters that show nothing', [line('\u200B\u2060\u00AD\u2800\u{E0020}')]],
    ['control characters', [line('\u0000\u001b'), folded('\u202E\u030A')]],
  ])('of %s say that there is nothing', (_, lines) => {
    expect(encode({ lines })).toEqual([{ text: '…' }]);
  });

  test('hold 4096 units and not one more', () => {
    expect(encode(textDoc('x'.repeat(4096)))).toHaveLength(1);
    expect(encode(textDoc(`${'x'.repeat(4095)}\ny`)).map(({ text }) => text.length)).toEqual([4095, 1]);
    expect(encode(textDoc(`${'x'.repeat(4094)}\ny`)).map(({ text }) => text.length)).toEqual([4096]);
  });

  test('are never cut between the halves of a character', () => {
    expect(encode(textDoc(`x${'😀'.repeat(2048)}`)).map(({ text }) => text.length)).toEqual([4095, 2]);
  });
});

const inlineOf = (message: TelegramMessage | undefined) => {
  const markup = message?.reply_markup;
  return markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
};

describe('choices', () => {
  test('carry their command in 64 bytes, and come back as it', () => {
    const command = '/report s:whatsapp c:nizhny-novgorod p:beeline o:fails_with_vpn';
    const [message] = encode(textDoc('?', [[{ label: 'Да', command }]]));
    const [[button] = []] = inlineOf(message);
    const data = button && 'callback_data' in button ? button.callback_data : '';
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(shorthand.unpack(data)).toBe(command);
  });

  test('that lead into the private chat are links to the bot', () => {
    const choice = { label: 'Начать', command: '/report', inPrivate: true };
    const [message] = encode(textDoc('?', [[choice]]));
    expect(inlineOf(message)).toEqual([
      [{ text: 'Начать', url: 'https://t.me/rollcall_test_bot?start=-report' }],
    ]);
  });

  test('stand under the last message', () => {
    const messages = encode(textDoc('x'.repeat(9000), [[{ label: 'Да', command: '/start' }]]));
    expect(messages.map((message) => 'reply_markup' in message)).toEqual([false, false, true]);
  });
});

/** Characters that some rule is about, beside any other. */
const CHARACTERS = fc.oneof(
  fc.constantFrom(...' \n\t\r\u0000\u001b\u0085\u00A0\u00AD\u200B\u200F\u2028\u202E\u2066\u2800\uFEFF\uFFFC'),
  fc.constantFrom(
    '\uD83D',
    '\uDE00',
    '😀',
    '👩‍👩‍👧',
    'й',
    '\u030A',
    '\u{E0001}',
    '<b>',
    '&amp;',
    '@name',
    '*',
    '_',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
);
const SHORT = fc.string({ unit: CHARACTERS, maxLength: 12 });
const LONG = fc
  .tuple(SHORT, fc.integer({ min: 300, max: 3000 }))
  .map(([text, times]) => text.repeat(Math.min(times, Math.ceil(9000 / (text.length || 1)))));
const WORDS = fc.oneof({ weight: 12, arbitrary: SHORT }, { weight: 1, arbitrary: LONG });
const SPAN: fc.Arbitrary<Span> = fc.oneof(
  WORDS,
  fc.record({ text: WORDS, style: fc.constantFrom('bold', 'italic', 'code') }),
);
const LINES = fc.array(fc.record({ spans: fc.array(SPAN, { maxLength: 6 }), folded: fc.boolean() }), {
  maxLength: 40,
});
const CHOICES = fc.array(
  fc.array(
    fc.record({
      label: fc.constantFrom('Да', '😀', 'WhatsApp'),
      command: fc.constantFrom('/start', '/report s:whatsapp c:kazan', '/forget yes'),
      inPrivate: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { maxLength: 5 },
);
const DOCS: fc.Arbitrary<Doc> = fc.record({ lines: LINES, choices: CHOICES });

/** What is left of a text when all that is done to white space and invisible characters is done. */
const visible = (text: string): string =>
  text.toWellFormed().replace(/[\p{Cc}\p{Cf}\s\u2800\uFFFC\u{E0000}-\u{E007F}]|\u030A|\u0333|\u033F/gu, '');
const wordsOf = (lines: readonly Line[]): string =>
  lines
    .flatMap(({ spans }) => spans.map((span) => visible(typeof span === 'string' ? span : span.text)))
    .join('');

describe('any document', () => {
  const holds = (property: (doc: Doc) => void) =>
    fc.assert(fc.property(DOCS, property), { numRuns: 300, seed: 20_261_125 });

  test('passes the rules of Telegram in each of its messages', () => {
    holds((doc) => {
      for (const message of encode(doc)) checkMessage(message as unknown as Fields);
    });
  });

  test('loses no word', () => {
    holds((doc) => {
      const words = visible(
        encode(doc)
          .map(({ text }) => text)
          .join(''),
      );
      expect(words).toBe(wordsOf(doc.lines) || '…');
    });
  });

  test('is sent so that Telegram has nothing to strip and no entity to move', () => {
    holds((doc) => {
      for (const { text, entities = [] } of encode(doc)) {
        expect(keptText(text, entities).text).toBe(text);
        for (const { offset, length } of entities) {
          const words = text.slice(offset, offset + length);
          expect(words.trim()).toBe(words);
          expect(words).not.toBe('');
        }
      }
    });
  });
});
