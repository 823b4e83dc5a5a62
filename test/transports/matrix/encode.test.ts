import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Doc, textDoc } from '../../../src/chat/doc.ts';
import { CHOICES, commandsIn } from '../../../src/transports/matrix/choices.ts';
import { encodeDoc, LONGEST_MESSAGE } from '../../../src/transports/matrix/encode.ts';

const ME = '@rollcall:example.org';
const encode = (doc: Doc, msgtype: 'm.text' | 'm.notice' = 'm.text') => encodeDoc(doc, msgtype, ME);

describe('a document becomes a message that', () => {
  test('says everything twice, plain and marked up, and mentions nobody', () => {
    const doc: Doc = {
      lines: [
        { spans: ['plain ', { text: 'bold', style: 'bold' }, { text: ' <i> & "q"', style: 'code' }] },
        { spans: [] },
        { spans: [{ text: 'italic', style: 'italic' }] },
      ],
    };
    expect(encode(doc, 'm.notice')).toEqual([
      {
        msgtype: 'm.notice',
        body: 'plain bold <i> & "q"\n\nitalic',
        format: 'org.matrix.custom.html',
        formatted_body:
          'plain <strong>bold</strong><code> &lt;i&gt; &amp; &quot;q&quot;</code><br><br><em>italic</em>',
        'm.mentions': {},
      },
    ]);
  });

  test('names commands as clients let them through', () => {
    const doc = textDoc(
      '/help: what I can do\nothers: /status whatsapp (or /forget), a/b, / c, https://e.org/report, /9',
    );
    expect(encode(doc)[0]?.body).toBe(
      '!help: what I can do\nothers: !status whatsapp (or !forget), a/b, / c, https://e.org/report, /9',
    );
    const styled: Doc = { lines: [{ spans: [{ text: '/report', style: 'code' }] }] };
    expect(encode(styled)[0]?.formatted_body).toBe('<code>!report</code>');
  });

  test('folds three lines or more under the first of them', () => {
    const folded = (text: string) => ({ spans: [text], folded: true });
    const lines = [{ spans: ['before'] }, folded('head'), folded('a'), folded('b'), { spans: ['after'] }];
    const [message] = encode({ lines });
    expect(message?.formatted_body).toBe('before<details><summary>head</summary>a<br>b</details>after');
    expect(message?.body).toBe('before\nhead\na\nb\nafter');
    expect(encode({ lines: [folded('a'), folded('b')] })[0]?.formatted_body).toBe('a<br>b');
  });

  test('numbers its choices and keeps their commands', () => {
    const doc = textDoc('Which?', [
      [
        { label: 'WhatsApp', command: '/report s:whatsapp' },
        { label: '<MAX>', command: '/report s:max' },
      ],
      [{ label: 'More →', command: '/list service 1' }],
    ]);
    const [message] = encode(doc);
    expect(message?.body).toBe('Which?\n\n1. WhatsApp\n2. <MAX>\n3. More →');
    expect(message?.formatted_body).toBe('Which?<br><br>1. WhatsApp<br>2. &lt;MAX&gt;<br>3. More →');
    expect(message?.[CHOICES]).toEqual(['/report s:whatsapp', '/report s:max', '/list service 1']);
  });

  test('shows the way into a private chat as a link in the same line', () => {
    const doc = textDoc('Others read along.', [
      [{ label: 'In private', command: '/report', inPrivate: true }],
    ]);
    const [message] = encode(doc, 'm.notice');
    expect(message?.body).toBe('Others read along. In private: https://matrix.to/#/@rollcall:example.org');
    expect(message?.formatted_body).toBe(
      'Others read along. <a href="https://matrix.to/#/@rollcall:example.org">In private</a>',
    );
    expect(message).not.toHaveProperty([CHOICES]);
  });
});

test('any document passes the bound of an event, encrypted too, and loses nothing', () => {
  const span = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.record({ text: fc.string({ maxLength: 50 }), style: fc.constantFrom('bold', 'italic', 'code') }),
    fc.integer({ min: 1, max: 9000 }).map((count) => '"<\\ж😀'.repeat(count)),
  );
  const line = fc.record({ spans: fc.array(span, { maxLength: 3 }), folded: fc.boolean() });
  const choice = fc.record({ label: fc.string({ maxLength: 60 }), command: fc.string({ maxLength: 60 }) });
  const doc = fc.record({
    lines: fc.array(line, { maxLength: 30 }),
    choices: fc.array(fc.array(choice, { maxLength: 3 }), { maxLength: 5 }),
  });
  const visible = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}\s\u2800…]/gu, '');
  fc.assert(
    fc.property(doc, (any) => {
      const messages = encode(any as Doc);
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) {
        expect(message.formatted_body.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(JSON.stringify(message)) * (4 / 3)).toBeLessThan(60_000);
        expect(Buffer.byteLength(message.formatted_body)).toBeLessThanOrEqual(LONGEST_MESSAGE + 100);
      }
      const choices = any.choices.flat();
      expect(messages.flatMap((message) => commandsIn({ ...message }))).toEqual(
        choices.map(({ command }) => command),
      );
      const words = any.lines.flatMap(({ spans }) =>
        spans.map((one) => (typeof one === 'string' ? one : one.text)),
      );
      const labels = choices.map(({ label }, index) => `${index + 1}. ${label}`);
      expect(visible(messages.map(({ body }) => body).join(''))).toBe(
        visible([...words, ...labels].join('')),
      );
    }),
    { numRuns: 60, seed: 7 },
  );
});
