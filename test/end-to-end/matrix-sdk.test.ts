import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type BotApi, startBotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import { createCall } from '../support/matrix-peers/call.ts';
import { createPlainPerson } from '../support/matrix-peers/plain-person.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';
import type { Account } from '../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

const HEAVY = /node_modules\/(matrix-js-sdk|@matrix-org\/matrix-sdk-crypto-wasm|fake-indexeddb)\//g;

const root = temporaryFolder();
let synapse: Synapse;
let api: BotApi;
let program: RealProgram | null = null;
let nowhere: string;
let names = 0;
beforeAll(async () => {
  synapse = await startSynapse();
  api = await startBotApi();
  const gone = await startBotApi();
  await gone.stop();
  nowhere = gone.root;
});
afterEach(async () => void (await program?.end('SIGKILL')));
afterAll(async () => {
  await api.stop();
  await synapse.stop();
});

const importing = (file: string) => ({
  NODE_OPTIONS: `--import ${new URL(`../support/${file}`, import.meta.url).href}`,
});

async function start(env: Record<string, string>): Promise<RealProgram> {
  names += 1;
  program = startRealProgram(join(root, `${names}`), { ...env });
  return program;
}

async function onMatrix(): Promise<{ bot: Account; env: Record<string, string> }> {
  const bot = await synapse.register(`bot${names}`);
  const env = { MATRIX_HOMESERVER_URL: synapse.baseUrl, MATRIX_ACCESS_TOKEN: bot.accessToken };
  return { bot, env };
}

describe('the SDK, its crypto and IndexedDB', () => {
  /** @param running stands in the output once the start is through; null where it ends with its input */
  const loadedBy = async (env: Record<string, string>, running: RegExp | null): Promise<Set<string>> => {
    const started = await start({ ...env, ...importing('loaded-modules.ts') });
    if (running) await started.seen(running);
    if (running) started.signal('SIGTERM');
    else started.hangUp();
    expect(await started.ended).toBe(0);
    expect(started.output()).toContain('/src/cli/start.ts');
    return new Set([...started.output().matchAll(HEAVY)].map(([, name]) => String(name)));
  };

  test('are loaded by a start with Matrix', async () => {
    const { env } = await onMatrix();
    expect(await loadedBy(env, /Matrix включён/)).toEqual(
      new Set(['matrix-js-sdk', '@matrix-org/matrix-sdk-crypto-wasm', 'fake-indexeddb']),
    );
  });

  test('are not loaded by a start on Telegram alone', async () => {
    const env = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root };
    expect(await loadedBy(env, /Telegram включён/)).toEqual(new Set());
  });

  test('are not loaded by a start in a terminal', async () => {
    expect(await loadedBy({}, null)).toEqual(new Set());
  });
});

describe('a call of the SDK that nobody handles', () => {
  test.each([
    ['finds no server', () => nowhere, 'sdk: not reached'],
    ['is refused', () => synapse.baseUrl, 'sdk: 401 M_MISSING_TOKEN'],
  ])('and that %s ends nothing and leaves a line without its address', async (_, server, error) => {
    const { bot, env } = await onMatrix();
    const person = await createPlainPerson(synapse, `person${names}`);
    const room = await person.invite(bot.userId);
    await createCall(synapse.baseUrl, bot.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
    const running = await start({ ...env, STRAY_CALL: server(), ...importing('stray-call.ts') });
    await running.seen(/Matrix включён/);
    running.signal('SIGUSR2');
    await running.seen(/a call failed/);
    const lines = running
      .output()
      .split('\n')
      .filter((line) => line.includes('a call failed'));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: 40, time: expect.any(String), error, msg: 'matrix: a call failed, going on' },
    ]);
    expect(await running.end('SIGTERM')).toBe(0);
  });
});
