import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SendError } from '../../../src/chat/errors.ts';
import { openTelegram, PERSON, type TelegramHarness } from './harness.ts';

let open: TelegramHarness;
beforeEach(async () => {
  open = await openTelegram();
  await open.transport.start(async () => []);
  await open.until(() => open.api.polls > 0);
});
afterEach(() => open.close());

async function obstacleTo(name: string): Promise<unknown> {
  const refused = await open.transport.findChannel(name).catch((error) => error);
  if (!(refused instanceof SendError)) throw new Error(`found ${refused}`);
  return refused.permanent ? refused.obstacle : 'later';
}

describe('a chat in which the bot may post', () => {
  test.each([
    { id: -1, type: 'channel', bot: 'poster' },
    { id: -1, type: 'supergroup', bot: 'member' },
    { id: -1, type: 'supergroup', bot: 'administrator', silent: true },
  ] as const)('is found by its name: $type, $bot', async (chat) => {
    open.api.addChat({ ...chat, name: '@found' });
    expect(await open.transport.findChannel('@found')).toBe('-1');
  });
});

describe('a chat in which it may not', () => {
  test.each([
    ['unknown', null],
    ['outside', { id: -1, type: 'channel', bot: 'outsider' }],
    ['outside', { id: -1, type: 'channel', bot: 'kicked' }],
    ['outside', { id: -1, type: 'supergroup', bot: 'outsider' }],
    ['silent', { id: -1, type: 'channel', bot: 'administrator' }],
    ['silent', { id: -1, type: 'supergroup', bot: 'member', silent: true }],
  ] as const)('is told by what stands in the way: %s %o', async (obstacle, chat) => {
    if (chat) open.api.addChat({ ...chat, name: '@refusing' });
    expect(await obstacleTo('@refusing')).toBe(obstacle);
  });

  test('is a person’s too', async () => {
    expect(await obstacleTo(String(PERSON))).toBe('person');
  });

  test('cannot be told while Telegram is in trouble', async () => {
    open.api.fault('getChat', { code: 500, description: 'Internal Server Error' });
    expect(await obstacleTo('@any_channel')).toBe('later');
  });
});
