import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Doc, textDoc } from '../../src/chat/doc.ts';
import { SendError } from '../../src/chat/errors.ts';
import type { Fault } from '../support/bot-api/bot-api.ts';
import { describeContract } from './contract.ts';
import { createListener, type Listener } from './listener.ts';
import {
  connect,
  openTelegram,
  PERSON,
  TELEGRAM_REFUSALS,
  type TelegramHarness,
} from './telegram/harness.ts';

describeContract({
  name: 'Telegram',
  limit: 4096,
  keepsUpdates: true,
  echoes: true,
  refusals: TELEGRAM_REFUSALS,
  open: openTelegram,
});

const OTHER = 2_718_281_828;
const GROUP = -200;
const SUPERGROUP = -1_000_000_000_200;
const FLOOD: Fault = { code: 429, description: 'Too Many Requests: retry after 40', retryAfter: 40 };
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

let telegram: TelegramHarness;
beforeEach(async () => {
  telegram = await openTelegram();
});
afterEach(() => telegram.close());

const echo = (): Listener => createListener(({ text }) => textDoc(text));
const textsIn = (chat: number) =>
  telegram.api.sent.filter(({ chatId }) => chatId === chat).map(({ text }) => text);
const callsOf = (method: string) => telegram.api.called.filter((name) => name === method).length;

describe('a flood wait', () => {
  test('is waited out for its chat alone, and the order there is kept', async () => {
    const { api, transport, clock } = telegram;
    await transport.start(echo().handle);
    api.fault(PERSON, FLOOD);
    for (const text of ['1', '2', '3']) api.say(PERSON, text);
    api.say(OTHER, 'at once');
    await api.until(() => textsIn(OTHER).length === 1);
    await clock.advance(39);
    api.say(OTHER, 'meanwhile');
    await api.until(() => textsIn(OTHER).length === 2);
    expect(textsIn(PERSON)).toEqual([]);
    expect(callsOf('sendMessage')).toBe(3);
    await clock.advance(1);
    await api.until(() => textsIn(PERSON).length === 3);
    expect(textsIn(PERSON)).toEqual(['1', '2', '3']);
  });

  test('that a stop ends is not broken: nothing more is sent to that chat', async () => {
    const { api, transport, chatId } = telegram;
    await transport.start(echo().handle);
    api.fault(PERSON, FLOOD);
    const sent = [1, 2, 3].map((index) => transport.send(chatId, textDoc(`${index}`)));
    const outcomes = Promise.allSettled(sent);
    await api.until(() => callsOf('sendMessage') === 1);
    // Its answer has to reach the transport, or the call itself would be what is under way.
    while (telegram.clock.waits === 0) await new Promise(setImmediate);
    await transport.stop();
    expect(callsOf('sendMessage')).toBe(1);
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { permanent: false, unknown: false } });
    }
  });

  test('of the poll is waited out too', async () => {
    const { api, transport, clock } = telegram;
    api.fault('getUpdates', FLOOD);
    await transport.start(echo().handle);
    api.say(PERSON, 'heard');
    await api.until(() => api.polls === 1);
    while (clock.waits === 0) await new Promise(setImmediate);
    await clock.advance(39);
    expect(api.polls).toBe(1);
    await clock.advance(1);
    await api.until(() => textsIn(PERSON).length === 1);
  });
});

describe('a group that became a supergroup', () => {
  beforeEach(() => {
    telegram.api.addChat({ id: GROUP, type: 'group', bot: 'member', movedTo: SUPERGROUP });
    telegram.api.addChat({ id: SUPERGROUP, type: 'supergroup', bot: 'member' });
  });

  test('gets its answers under the new id, in order', async () => {
    const { api, transport } = telegram;
    await transport.start(echo().handle);
    for (const text of ['/one', '/two', '/three']) api.sayIn(GROUP, PERSON, `${text}@rollcall_test_bot`);
    await api.until(() => textsIn(SUPERGROUP).length === 3);
    expect(textsIn(SUPERGROUP)).toEqual(['/one', '/two', '/three']);
  });

  test('is told to who sends there, so that the new id can be kept', async () => {
    await expect(telegram.transport.send(String(GROUP), textDoc('digest'))).rejects.toMatchObject({
      permanent: false,
      unknown: false,
      movedTo: String(SUPERGROUP),
    });
  });
});

describe('a person who blocked the bot', () => {
  test('is tried once, told to nobody, and holds up no one', async () => {
    const { api, transport, log } = telegram;
    api.addChat({ id: PERSON, type: 'private', bot: 'blocked' });
    await transport.start(echo().handle);
    api.say(PERSON, 'hello');
    api.say(OTHER, 'hello');
    await api.until(() => textsIn(OTHER).length === 1 && api.waiting === 0);
    expect(callsOf('sendMessage')).toBe(2);
    expect(log).toEqual([]);
  });
});

describe('trouble of the poll', () => {
  test('another program with the same token is told, and polling goes on', async () => {
    const { api, transport, clock, log } = telegram;
    api.fault('getUpdates', {
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    await transport.start(echo().handle);
    api.say(PERSON, 'hello');
    await clock.pass(api.until(() => textsIn(PERSON).length === 1));
    expect(log).toEqual([expect.stringContaining('another program polls with this token')]);
  });

  test('two of us with one token do not take turns without end', async () => {
    const { api, transport, clock, log } = telegram;
    await transport.start(echo().handle);
    await api.until(() => api.polls === 1);
    const second = connect(api, clock).transport;
    await second.start(echo().handle);
    await api.until(() => api.polls === 2);
    while (clock.waits === 0) await new Promise(setImmediate);
    expect(api.polls).toBe(2);
    expect(log).toHaveLength(1);
    await second.stop();
  });

  test('a token that is refused at the start is told plainly and without the token', async () => {
    const { api, clock } = telegram;
    const token = `${api.token.slice(0, -4)}XXXX`;
    const { transport, log } = connect(api, clock, { token });
    const error = await transport.start(echo().handle).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SendError);
    expect(error).toMatchObject({ message: 'Telegram refuses the token', permanent: true });
    expect(inspect(error, { depth: 10 }) + log).not.toContain(token.slice(8));
    expect(api.polls).toBe(0);
    await transport.stop();
  });

  test('a token that is taken back later ends the polling with one line', async () => {
    const { api, transport, clock, log } = telegram;
    await transport.start(echo().handle);
    await api.until(() => api.polls === 1);
    api.fault('getUpdates', { code: 401, description: 'Unauthorized' });
    api.endPoll();
    await api.until(() => api.polls === 2);
    while (log.length === 0) await new Promise(setImmediate);
    expect(log).toEqual([expect.stringContaining('take a new one from @BotFather')]);
    expect(clock.waits).toBe(0);
  });

  test('Telegram out of reach at the start is told once; what was said meanwhile is answered', async () => {
    const { api, transport, clock, log } = telegram;
    await api.blackout(true);
    await clock.pass(transport.start(echo().handle));
    api.say(PERSON, 'waiting');
    await api.blackout(false);
    await clock.pass(api.until(() => textsIn(PERSON).length === 1));
    expect(log).toEqual([expect.stringContaining('cannot be reached')]);
  });

  test('a poll in which nothing came is followed by the next', async () => {
    const { api, transport } = telegram;
    await transport.start(echo().handle);
    await api.until(() => api.polls === 1);
    api.endPoll();
    await api.until(() => api.polls === 2);
    api.say(PERSON, 'hello');
    await api.until(() => textsIn(PERSON).length === 1);
  });

  test('updates whose numbers start anew lower than before are handled', async () => {
    const { api, transport } = telegram;
    for (let index = 0; index < 10; index++) api.say(PERSON, 'earlier');
    await transport.start(echo().handle);
    await api.until(() => textsIn(PERSON).length === 10 && api.waiting === 0 && api.polls === 2);
    const from = { id: PERSON, is_bot: false, first_name: 'A' };
    const chat = { id: PERSON, type: 'private' };
    api.endPoll();
    api.push({ update_id: 3, message: { message_id: 99, from, chat, date: 1, text: 'anew' } });
    await api.until(() => textsIn(PERSON).at(-1) === 'anew');
  });
});

describe('a message', () => {
  test('of which a part arrived is unknown: sending it again would double that part', async () => {
    const { api, transport, chatId } = telegram;
    api.fault(PERSON, 'pass', { code: 403, description: 'Forbidden: bot was blocked by the user' });
    await expect(transport.send(chatId, textDoc('x'.repeat(5000)))).rejects.toMatchObject({
      permanent: true,
      unknown: true,
      movedTo: null,
    });
    expect(textsIn(PERSON)).toHaveLength(1);
  });

  test('has no link preview', async () => {
    const { api, transport, chatId } = telegram;
    await transport.send(chatId, textDoc('https://example.org'));
    expect(api.last(PERSON).linkPreview).toBe(false);
  });

  test('with a picture has it underneath, and a picture that is refused costs no text', async () => {
    const { api, transport, chatId, log } = telegram;
    const doc: Doc = { ...textDoc('digest'), picture: { png: PNG, alt: 'map' } };
    await transport.send(chatId, doc);
    const [text, picture] = api.sent;
    expect(text).toMatchObject({ text: 'digest', photo: false });
    expect(picture).toMatchObject({ text: 'map', photo: true, silent: true, under: text?.messageId });
    api.fault('sendPhoto', 'reset before');
    await expect(transport.send(chatId, doc)).resolves.toEqual(expect.any(String));
    expect(log).toEqual([expect.stringContaining('picture')]);
  });
});

describe('the press of a button', () => {
  const choices = [[{ label: 'Дальше', command: '/next' }]];
  const dialog = () => createListener(({ text }) => textDoc(text, choices));

  test('is acknowledged, and its message becomes the answer', async () => {
    const { api, transport } = telegram;
    await transport.start(dialog().handle);
    api.say(PERSON, '/start');
    await api.until(() => api.sent.length === 1);
    api.press(PERSON, 'Дальше');
    await api.until(() => api.last(PERSON).edits === 1 && callsOf('answerCallbackQuery') === 1);
    expect(textsIn(PERSON)).toEqual(['/next']);
  });

  test('is answered anew where its message is gone, too long for one, or has a picture', async () => {
    const { api, transport } = telegram;
    const docs: Doc[] = [
      textDoc('gone', choices),
      textDoc(`${'long '.repeat(1000)}`, choices),
      { ...textDoc('picture', choices), picture: { png: PNG, alt: '' } },
    ];
    const { handle } = createListener(({ text }) => (text === '/start' ? docs[0] : docs.shift()) ?? null);
    await transport.start(handle);
    api.say(PERSON, '/start');
    await api.until(() => api.sent.length === 1);
    api.fault('editMessageText', { code: 400, description: 'Bad Request: message to edit not found' });
    for (const count of [2, 4, 6]) {
      api.press(PERSON, 'Дальше');
      await api.until(() => api.sent.length === count);
      if (count === 6) expect(api.last(PERSON).photo).toBe(true);
    }
    expect(api.sent.every(({ edits }) => edits === 0)).toBe(true);
  });

  test('that changes nothing is no trouble', async () => {
    const { api, transport, log } = telegram;
    const { handle } = createListener(() => textDoc('same', choices));
    await transport.start(handle);
    api.say(PERSON, '/start');
    await api.until(() => api.sent.length === 1);
    api.press(PERSON, 'Дальше');
    await api.until(() => callsOf('editMessageText') === 1 && api.waiting === 0);
    await transport.stop();
    expect(api.sent).toHaveLength(1);
    expect(log).toEqual([]);
  });
});

describe('the log', () => {
  test('holds no id, text or token, whatever happens', async () => {
    const { api, transport, clock, log, secrets } = telegram;
    const { handle } = createListener(({ text }) => {
      if (text.includes('poison')) throw new TypeError(`${text} of ${PERSON}`);
      return textDoc(`answer to ${text}`);
    });
    await transport.start(handle);
    const faults: Fault[] = [
      { code: 500, description: `Internal Server Error at ${PERSON}` },
      { code: 429, description: 'Too Many Requests: retry after 5', retryAfter: 5 },
      'html',
      'reset before',
      'reset after',
    ];
    for (const fault of faults) {
      const calls = callsOf('sendMessage');
      api.fault(PERSON, fault);
      api.say(PERSON, 'words');
      await clock.pass(api.until(() => callsOf('sendMessage') > calls));
    }
    api.say(PERSON, 'poison words');
    api.say(OTHER, 'last');
    await clock.pass(api.until(() => textsIn(OTHER).length === 1));
    await clock.pass(transport.stop());
    expect(log.length).toBeGreaterThanOrEqual(3);
    for (const secret of [...secrets, 'words', 'poison']) expect(log.join('\n')).not.toContain(secret);
  });
});

describe('a message that is there', () => {
  const buttonless = (text: string) => textDoc(text);

  test('is changed in place; one that says so already is left as it is', async () => {
    const { api, transport } = telegram;
    await transport.start(echo().handle);
    api.say(PERSON, 'hello');
    const reference = await transport.send(String(PERSON), buttonless('first'));
    await transport.editMessage(String(PERSON), reference, buttonless('second'), '1');
    await transport.editMessage(String(PERSON), reference, buttonless('second'), '1');
    expect(api.sent.find(({ messageId }) => String(messageId) === reference)).toMatchObject({
      text: 'second',
      edits: 1,
    });
  });

  test.each<[string, Fault, object]>([
    ['is gone', { code: 400, description: 'Bad Request: message to edit not found' }, { permanent: true }],
    ['is too old', { code: 400, description: "Bad Request: message can't be edited" }, { permanent: true }],
    ['may have been changed', 'reset after', { permanent: false, unknown: false }],
    ['is out of reach', { code: 502, description: 'Bad Gateway' }, { permanent: false, unknown: false }],
  ])('that %s is told as such', async (_, fault, error) => {
    const { api, transport } = telegram;
    await transport.start(echo().handle);
    api.say(PERSON, 'hello');
    const reference = await transport.send(String(PERSON), buttonless('first'));
    api.fault('editMessageText', fault);
    const change = transport.editMessage(String(PERSON), reference, buttonless('second'), '1');
    await expect(change).rejects.toMatchObject({ name: 'SendError', ...error });
  });

  test('is not changed into what needs two', async () => {
    const { transport } = telegram;
    const long = buttonless(`${'a'.repeat(4000)}\n${'b'.repeat(4000)}`);
    await expect(transport.editMessage(String(PERSON), '1', long, '1')).rejects.toMatchObject({
      permanent: true,
    });
  });
});
