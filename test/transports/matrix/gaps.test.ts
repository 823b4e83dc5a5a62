import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/folder.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { type MatrixHarness, openMatrix } from './harness.ts';

/** A sync brings the newest hundred, and leaves the rest out. */
const MANY = 120;
/** So many that what is left out takes two pages. */
const TWO_PAGES = 220;
/** After so long a gap that could not be fetched is tried again. */
const RETRY_SECONDS = 30;
const ERROR = { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal server error' } };

unrefLongTimers();
const root = temporaryFolder();
let synapse: Synapse;
let matrix: MatrixHarness;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

const lines = (count: number, word = 'line') => Array.from({ length: count }, (_, n) => `${word} ${n}`);

async function sayAll({ person }: MatrixHarness, room: string, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) await person.say(room, { msgtype: 'm.text', body });
}

/** A bot that has run before and is down. */
async function down(handle: ReturnType<typeof createListener>['handle']): Promise<MatrixHarness> {
  matrix = await openMatrix(synapse, root);
  await matrix.transport.start(handle);
  await matrix.transport.stop();
  return matrix;
}

const isPage = (method: string, url: string) => method === 'GET' && url.includes('/messages?');

describe('what a sync leaves out', () => {
  test('while the bot was down is taken once and in order', async () => {
    const { handle, received, heard } = createListener(() => null);
    const { chatId, queue, restart, close } = await down(handle);
    await sayAll(matrix, chatId, lines(MANY));
    await (await restart()).start(handle);
    await heard(MANY);
    expect(received.map(({ text }) => text)).toEqual(lines(MANY));
    expect(queue.gaps()).toEqual([]);
    await close();
  });

  test('while the bot is up is taken once and in order', async () => {
    matrix = await openMatrix(synapse, root);
    const { handle, received, heard } = createListener(() => null);
    const { chatId, gate, transport, close } = matrix;
    await transport.start(handle);
    gate.fault((_, url) => (url.includes('/sync?') ? 'reset before' : null));
    await sayAll(matrix, chatId, lines(MANY));
    gate.fault(null);
    await heard(MANY);
    expect(gate.taken.filter(({ path }) => path.at(-1) === 'messages').length).toBeGreaterThan(0);
    expect(received.map(({ text }) => text)).toEqual(lines(MANY));
    await close();
  });

  test('is tried again when the homeserver fails, and what came after is taken meanwhile', async () => {
    const { handle, received, heard } = createListener(() => null);
    const { chatId, clock, gate, restart, close } = await down(handle);
    await sayAll(matrix, chatId, lines(MANY));
    const again = await restart();
    gate.fault((method, url) => (isPage(method, url) ? ERROR : null));
    await again.start(handle);
    await heard(100);
    expect(received.map(({ text }) => text)).toEqual(lines(MANY).slice(-100));
    gate.fault(null);
    await clock.advance(RETRY_SECONDS);
    await heard(MANY);
    expect(received.slice(100).map(({ text }) => text)).toEqual(lines(MANY).slice(0, -100));
    await close();
  });

  test('is taken once and whole after a restart in the middle of the fetching', async () => {
    const { handle, received, heard } = createListener(() => null);
    const { chatId, gate, queue, restart, close } = await down(handle);
    await sayAll(matrix, chatId, lines(TWO_PAGES));
    const interrupted = await restart();
    let pages = 0;
    gate.fault((method, url) => {
      if (isPage(method, url)) pages += 1;
      return isPage(method, url) && pages > 1 ? ERROR : null;
    });
    await interrupted.start(handle);
    await heard(100);
    await interrupted.stop();
    expect(pages).toBe(2);
    expect(queue.gaps()).toHaveLength(1);
    await (await restart()).start(handle);
    await heard(TWO_PAGES);
    expect(received.slice(100).map(({ text }) => text)).toEqual(lines(TWO_PAGES).slice(0, -100));
    expect(queue.gaps()).toEqual([]);
    await close();
  });

  test('begins where the bot came in, and goes on over a change of its name', async () => {
    const { handle, received, heard } = createListener(() => null);
    const { bot, person, restart, close } = await down(handle);
    const room = await person.invite(bot.userId);
    await sayAll(matrix, room, lines(3, 'before'));
    const asBot = createCall(synapse.baseUrl, bot.accessToken);
    await asBot('POST', `join/${encodeURIComponent(room)}`, {});
    await sayAll(matrix, room, lines(10));
    await asBot('PUT', `profile/${encodeURIComponent(bot.userId)}/displayname`, { displayname: 'Roll' });
    await sayAll(matrix, room, lines(MANY).slice(10));
    await (await restart()).start(handle);
    await heard(MANY);
    expect(received.map(({ text }) => text)).toEqual(lines(MANY));
    await close();
  });
});
