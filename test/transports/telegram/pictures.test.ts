import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { openTelegram, PERSON, type TelegramHarness } from './harness.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

let telegram: TelegramHarness;
beforeEach(async () => {
  telegram = await openTelegram();
});
afterEach(() => telegram.close());

describe('a picture alone', () => {
  const picture = { png: PNG, alt: `a map ${'of regions '.repeat(200)}` };

  test('is one silent message under its text, with what it shows', async () => {
    const { api, transport, chatId } = telegram;
    const under = await transport.send(chatId, textDoc('digest'));
    const message = await transport.send(chatId, { lines: [], picture, under });
    expect(api.sent).toHaveLength(2);
    expect(api.last(PERSON)).toMatchObject({
      messageId: Number(message),
      under: Number(under),
      photo: true,
      silent: true,
      text: picture.alt.slice(0, 1024).trim(),
    });
  });

  test('stands by itself where its text is gone', async () => {
    const { api, transport, chatId } = telegram;
    await transport.send(chatId, { lines: [], picture, under: '99999' });
    expect(api.last(PERSON)).toMatchObject({ photo: true, under: null });
  });

  test('that fails is told to whoever sends it, and is not sent again', async () => {
    const { api, transport, chatId } = telegram;
    api.fault('sendPhoto', 'reset after');
    await expect(transport.send(chatId, { lines: [], picture })).rejects.toMatchObject({
      permanent: false,
      unknown: true,
    });
    expect(api.called.filter((name) => name === 'sendPhoto')).toHaveLength(1);
  });
});
