import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BotApi, type Fault, startBotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Program, startProgram } from '../support/program.ts';

const NOW = 1_795_244_400;
/** Canaries: an id, a name and words that occur nowhere else. */
const PERSON = 7_391_846_205;
const WORDS = 'zebrafalter';
const FAULTS: readonly Fault[] = [
  'reset before',
  'reset after',
  'html',
  { code: 400, description: `Bad Request: chat ${PERSON} not found` },
  { code: 403, description: 'Forbidden: bot was blocked by the user' },
  { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
  { code: 500, description: 'Internal Server Error' },
];

const root = temporaryFolder();
const folder = join(root, 'run');
let api: BotApi;
let written = '';

/** Every form in which a canary might stand in a file. */
function formsOf(canary: string): Buffer[] {
  const bytes = Buffer.from(canary);
  const number = /^\d+$/.test(canary) ? BigInt(canary) : null;
  const binary = [4, 6, 8].flatMap((size) => {
    if (number === null || number >= 1n << BigInt(size * 8)) return [];
    const form = Buffer.alloc(8);
    form.writeBigUInt64BE(number);
    return [form.subarray(8 - size)];
  });
  return [
    bytes,
    Buffer.from(canary, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('base64').replace(/=+$/, '').slice(0, -1)),
    ...binary,
  ];
}

function contains(content: Buffer, canary: string): boolean {
  return formsOf(canary).some((form) => content.includes(form));
}

/** Waits of the program begin at their own time: the clock goes on until they are over. */
async function advanceUntil(program: Program, condition: () => boolean): Promise<void> {
  while (!condition()) await program.advance(10);
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeAll(async () => {
  api = await startBotApi();
  const env = {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_MODERATORS: `anna:${PERSON}`,
    LOG_LEVEL: 'debug',
  };
  const program = startProgram({ args: ['start'], folder, now: NOW, env });
  await program.seen(/Telegram включён/);
  await api.until(() => api.polls > 0);
  for (const fault of FAULTS) {
    const calls = api.called.length;
    api.fault('sendMessage', fault);
    api.say(PERSON, `вотсап казань мтс не работает ${WORDS}`);
    await advanceUntil(program, () => api.called.length > calls);
  }
  for (const fault of [
    'reset before',
    'html',
    { code: 409, description: 'Conflict: terminated by other getUpdates request' },
  ] as const) {
    const polls = api.polls;
    api.fault('getUpdates', fault);
    api.say(PERSON, `/report ${WORDS}`);
    await advanceUntil(program, () => api.polls > polls + 1);
  }
  const sent = api.sent.length;
  api.say(PERSON, '/recent');
  await advanceUntil(program, () => api.sent.length > sent);
  await program.end('SIGTERM');
  const refused = startProgram({
    args: ['start'],
    folder,
    now: NOW,
    env: { ...env, TELEGRAM_BOT_TOKEN: `${api.token}x` },
  });
  await refused.ended;
  written = program.notices() + program.output() + refused.notices() + refused.output();
});

afterAll(() => api.stop());

describe('ten faults and a token that is none', () => {
  test('leave no id, text or token in what the program writes to its streams', () => {
    expect(written.length).toBeGreaterThan(100);
    for (const canary of [String(PERSON), WORDS, api.token, api.token.slice(-12)]) {
      expect(contains(Buffer.from(written), canary)).toBe(false);
    }
  });

  test('leave none in any file either', () => {
    const files = filesBelow(folder);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const content = readFileSync(file);
      for (const canary of [String(PERSON), `user${PERSON}`, WORDS, api.token]) {
        expect({ file, found: contains(content, canary) }).toEqual({ file, found: false });
      }
    }
  });

  test('a planted leak of each form is found', () => {
    for (const canary of [String(PERSON), WORDS]) {
      for (const form of formsOf(canary)) {
        expect(contains(Buffer.concat([Buffer.from('before'), form, Buffer.from('after')]), canary)).toBe(
          true,
        );
      }
    }
  });
});
