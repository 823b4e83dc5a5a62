import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type BotApi, startBotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import { createCall } from '../support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../support/matrix-peers/plain-person.ts';
import { type Program, startProgram } from '../support/program.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

/** 2026-11-21 07:00 UTC, ten o'clock in Moscow. */
const NOW = 1_795_244_400;
const DAY = 86_400;
const CHANNEL = -1_001_000_000_001;
const ANNA = 5001;
const MESSAGES = 20;
/** Below so many milliseconds a ratio tells of the machine alone. */
const FLOOR = 150;

const root = temporaryFolder();
let synapse: Synapse;
let api: BotApi;
let program: Program | null = null;
let runs = 0;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterEach(async () => {
  await program?.end('SIGKILL');
  await api.stop();
});
afterAll(() => synapse.stop());

interface Both {
  readonly running: Program;
  readonly boris: PlainPerson;
  readonly bot: string;
  readonly room: string;
}

async function start(env: Record<string, string> = {}): Promise<Both> {
  runs += 1;
  api = await startBotApi();
  api.addChat({ id: CHANNEL, type: 'channel', name: '@rollcall_test', bot: 'poster' });
  const bot = await synapse.register(`bot${runs}`);
  const boris = await createPlainPerson(synapse, `boris${runs}`);
  const room = await boris.invite(bot.userId);
  // What is said before it is in is not for it.
  await createCall(synapse.baseUrl, bot.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
  const running = startProgram({
    args: ['start'],
    folder: join(root, `${runs}`),
    now: NOW,
    env: {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_CHANNELS: '@rollcall_test',
      MATRIX_HOMESERVER_URL: synapse.baseUrl,
      MATRIX_ACCESS_TOKEN: bot.accessToken,
      ...(env.MATRIX_ROOMS === 'room' && { MATRIX_ROOMS: room }),
    },
  });
  program = running;
  await running.seen(/Matrix включён/);
  return { running, boris, bot: bot.userId, room };
}

/** The bot's messages in a plain room, once there are so many. */
async function messages({ boris, bot, room }: Both, count: number): Promise<string[]> {
  let since = '';
  const found: string[] = [];
  for (;;) {
    const filter = encodeURIComponent(JSON.stringify({ room: { timeline: { limit: 200 } } }));
    const answer = (await boris.call('GET', `sync?timeout=20000&filter=${filter}${since}`)) as unknown as {
      next_batch: string;
      rooms?: {
        join?: Record<
          string,
          { timeline: { events: { sender: string; type: string; content: { body?: string } }[] } }
        >;
      };
    };
    since = `&since=${answer.next_batch}`;
    for (const { sender, type, content } of answer.rooms?.join?.[room]?.timeline.events ?? [])
      if (sender === bot && type === 'm.room.message' && content.body) found.push(content.body);
    if (found.length >= count) return found;
  }
}

test('the same digest goes to channels and rooms', async () => {
  const both = await start({ MATRIX_ROOMS: 'room' });
  await both.running.advance(60);
  await both.running.advance(DAY);
  await api.until(() => api.sent.some(({ chatId }) => chatId === CHANNEL));
  const [digest] = await messages(both, 1);
  expect(digest).toMatch(/№ 2026-11-21-/);
  expect(api.last(CHANNEL).text.trim()).toBe(digest?.trim());
  // Over a restart neither gets it again.
  await both.running.advance(DAY / 2);
  expect(api.sent.filter(({ chatId }) => chatId === CHANNEL)).toHaveLength(1);
});

/** @returns the time within which 95 of 100 of the calls are over, milliseconds */
async function p95(call: (index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < MESSAGES; index++) {
    const began = performance.now();
    await call(index);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.ceil(MESSAGES * 0.95) - 1] ?? 0;
}

test('either network may hang, and the other is as quick as before', async () => {
  const both = await start();
  const { boris, room } = both;
  let asked = 0;
  const onMatrix = async () => {
    asked += 1;
    await boris.say(room, { msgtype: 'm.text', body: '!language' });
    await messages(both, asked);
  };
  let heard = 0;
  const onTelegram = async () => {
    heard += 1;
    api.say(ANNA, '/language');
    await api.until(() => api.sent.filter(({ chatId }) => chatId === ANNA).length >= heard);
  };
  await onMatrix();
  await onTelegram();
  const calm = { matrix: await p95(onMatrix), telegram: await p95(onTelegram) };
  synapse.pause();
  const telegramAlone = await p95(onTelegram);
  synapse.resume();
  api.faultAll('hang');
  const matrixAlone = await p95(onMatrix);
  const figures = { calm, telegramAlone, matrixAlone };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(telegramAlone).toBeLessThan(Math.max(FLOOR, 1.5 * calm.telegram));
  expect(matrixAlone).toBeLessThan(Math.max(FLOOR, 1.5 * calm.matrix));
});
