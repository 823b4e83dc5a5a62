import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type BotApi, startBotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Program, startProgram } from '../support/program.ts';

/** 2026-11-21 07:00 UTC, ten o'clock in Moscow. */
const NOW = 1_795_244_400;
const YESTERDAY = '2026-11-20';
const CHANNELS = [-1_001_000_000_001, -1_001_000_000_002] as const;

const root = temporaryFolder();
let folders = 0;
let api: BotApi;
let folder: string;
let programs: Program[];

beforeEach(async () => {
  api = await startBotApi();
  CHANNELS.forEach((id, index) => {
    api.addChat({ id, type: 'channel', name: `@rollcall_${index}`, bot: 'poster' });
  });
  folder = join(root, `${folders++}`);
  programs = [];
  const bot = run('start');
  await bot.seen(/Telegram включён/);
  // The channels of the settings are looked up by then.
  await bot.advance(60);
  await bot.end('SIGTERM');
});

afterEach(async () => {
  for (const program of programs) await program.end('SIGKILL');
  await api.stop();
});

function run(...args: string[]): Program {
  const env = {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_CHANNELS: '@rollcall_0,@rollcall_1',
  };
  const program = startProgram({ args, folder, now: NOW, env });
  programs.push(program);
  return program;
}

/** So many people reported yesterday; then its digest is posted. @returns what the operator was told */
async function postYesterday(people: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const lines = Array.from({ length: people }, (_, index) =>
    JSON.stringify({
      at: `${YESTERDAY}T09:00:00Z`,
      service: 'whatsapp',
      outcome: 'fails',
      reporter: `r${index}`,
      city: 'kazan',
    }),
  );
  writeFileSync(join(folder, 'reports.jsonl'), `${lines.join('\n')}\n`);
  expect(await run('import', 'reports.jsonl').ended).toBe(0);
  const digest = run('digest', '--day', YESTERDAY);
  expect(await digest.ended).toBe(0);
  return digest.output() + digest.notices();
}

const inChannel = (channel: number) => api.sent.filter(({ chatId }) => chatId === channel);
const texts = (channel: number) => inChannel(channel).filter(({ photo }) => !photo);

test('a digest has its map and its fourteen days under it, silently, in each channel', async () => {
  await postYesterday(25);
  for (const channel of CHANNELS) {
    const [text, ...pictures] = inChannel(channel);
    expect(text).toMatchObject({ photo: false, silent: false, text: expect.stringContaining('Перекличка') });
    expect(pictures.map(({ text: caption }) => caption)).toEqual([
      expect.stringMatching(/^Карта России, WhatsApp, пятница, 20 ноября/),
      expect.stringMatching(/^Доли людей, .* WhatsApp 0/),
    ]);
    for (const picture of pictures)
      expect(picture).toMatchObject({ photo: true, silent: true, under: text?.messageId });
  }
});

test('a picture that is refused or lost costs no digest, and nothing is sent again', async () => {
  api.fault('sendPhoto', 'reset after');
  api.fault('sendPhoto', {
    code: 400,
    description: 'Bad Request: not enough rights to send photos to the chat',
  });
  expect(await postYesterday(25)).toContain('The digest stands without a picture.');
  await run('digest', '--day', YESTERDAY).ended;
  expect(CHANNELS.map((channel) => texts(channel).length)).toEqual([1, 1]);
  // One channel's was lost on the way back, the other's refused.
  expect(api.called.filter((name) => name === 'sendPhoto')).toHaveLength(2);
});

test('a day of which too little is known has no pictures', async () => {
  await postYesterday(5);
  expect(CHANNELS.map((channel) => texts(channel).length)).toEqual([1, 1]);
  expect(api.called).not.toContain('sendPhoto');
});
