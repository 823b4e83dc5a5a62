import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { createCall } from '../support/matrix-peers/call.ts';
import { createPlainPerson } from '../support/matrix-peers/plain-person.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';
import type { Account } from '../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

/** What service managers grant before they kill. */
const GRANTED_MS = 10_000;
/** Far more than are answered while one answer is waited for. */
const TALK = 60;

const root = temporaryFolder();
let synapse: Synapse;
let program: RealProgram | null = null;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterEach(async () => {
  await program?.end('SIGKILL');
  synapse.resume();
});
afterAll(() => synapse.stop());

async function start(name: string): Promise<{ running: RealProgram; bot: Account }> {
  const bot = await synapse.register(name);
  const running = startRealProgram(join(root, name), {
    MATRIX_HOMESERVER_URL: synapse.baseUrl,
    MATRIX_USER_ID: bot.userId,
    MATRIX_PASSWORD: bot.password,
  });
  program = running;
  await running.seen(/Matrix включён/);
  return { running, bot };
}

/** @returns the exit code and how long the end took */
async function told(running: RealProgram): Promise<{ code: number | string; ms: number }> {
  const began = performance.now();
  const code = await running.end('SIGTERM');
  return { code, ms: performance.now() - began };
}

test('SIGTERM ends the program in time while the homeserver hangs', async () => {
  const { running } = await start('quiet');
  synapse.pause();
  const { code, ms } = await told(running);
  expect(code).toBe(0);
  expect(ms).toBeLessThan(GRANTED_MS);
});

test('so it does with answers on their way', async () => {
  const { running, bot } = await start('busy');
  const talker = await createPlainPerson(synapse, 'talker');
  const room = await talker.invite(bot.userId);
  // What is said before it is in is not for it.
  await createCall(synapse.baseUrl, bot.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
  const says = Array.from({ length: TALK }, () => talker.say(room, { msgtype: 'm.text', body: '!help' }));
  await Promise.all(says);
  await talker.hear(room, bot.userId);
  synapse.pause();
  const { code, ms } = await told(running);
  expect(code).toBe(0);
  expect(ms).toBeLessThan(GRANTED_MS);
});
