import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Program } from '../support/program.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';

/** 2026-11-21 07:00 UTC, ten o'clock in Moscow. */
const NOW = 1_795_244_400;
const DAY = 86_400;
const CHANNEL = -1_001_000_000_001;
const OPS = -300;
const ANNA = 5001;
const MODERATOR = 9001;

const root = temporaryFolder();
let folders = 0;
let api: BotApi;
let folder: string;
let stage: TelegramStage;

beforeEach(async () => {
  folder = join(root, `${folders++}`);
  stage = await openTelegramStage(folder);
  api = stage.api;
  api.addChat({ id: CHANNEL, type: 'channel', name: '@rollcall_test', bot: 'poster' });
  api.addChat({ id: OPS, type: 'supergroup', bot: 'member' });
});

afterEach(() => stage.close());

const start = (now = NOW): Promise<Program> =>
  stage.start(
    {
      TELEGRAM_CHANNELS: '@rollcall_test',
      TELEGRAM_OPS_CHAT: String(OPS),
      TELEGRAM_MODERATORS: `anna:${MODERATOR}`,
    },
    now,
  );

const answers = (chat: number) => api.sent.filter(({ chatId }) => chatId === chat).length;
const answered = (chat: number, times: number) => api.until(() => answers(chat) >= times);
const changed = (chat: number) => api.until(() => api.last(chat).edits > 0);

/** The answer to the first digest is lost, and the ops chat was asked. */
async function lose(how: 'reset before' | 'reset after'): Promise<Program> {
  const program = await start();
  await program.advance(60);
  api.fault('sendMessage', how);
  await program.advance(DAY);
  await answered(OPS, 1);
  return program;
}

async function ask(chat: number, text: string): Promise<string> {
  const before = answers(chat);
  api.say(chat, text);
  await answered(chat, before + 1);
  return api.last(chat).text;
}

describe('a digest whose answer was lost', () => {
  test('is noted as posted by one press, and no second one or restart changes that', async () => {
    const program = await lose('reset after');
    expect(api.last(OPS).text).toContain('2026-11-21 в канал telegram -1001000000001 потерялся');
    api.pressIn(OPS, MODERATOR, 'Вышла');
    await changed(OPS);
    expect(api.last(OPS).text).toContain('Записано: сводка за 2026-11-21');
    expect(await ask(MODERATOR, '/posted 1 2026-11-21')).toContain('уже вышла');
    expect(await ask(MODERATOR, '/resend 1 2026-11-21')).toContain('уже вышла');
    expect(await program.end('SIGTERM')).toBe(0);
    const again = await start(NOW + DAY + 120);
    await again.advance(60);
    expect(await again.end('SIGTERM')).toBe(0);
    expect([answers(CHANNEL), answers(OPS)]).toEqual([1, 1]);
  });

  test('is sent again at once by one press, once', async () => {
    await lose('reset before');
    expect(answers(CHANNEL)).toBe(0);
    api.pressIn(OPS, MODERATOR, 'Отправить ещё раз');
    await answered(CHANNEL, 1);
    expect(api.last(CHANNEL).text).toContain('Перекличка · суббота, 21 ноября');
    await changed(OPS);
    expect(api.last(OPS).text).toContain('ещё раз');
    expect(await ask(MODERATOR, '/resend 1 2026-11-21')).toMatch(/уже вышла|как раз отправляется/);
    expect(answers(CHANNEL)).toBe(1);
  });

  test('whose second answer is lost too is asked about once more', async () => {
    await lose('reset before');
    api.fault(CHANNEL, 'reset after');
    api.pressIn(OPS, MODERATOR, 'Отправить ещё раз');
    await answered(OPS, 2);
    expect(api.last(OPS).buttons.map(({ text }) => text)).toEqual(['Вышла', 'Отправить ещё раз']);
    expect(answers(CHANNEL)).toBe(1);
  });

  test('is asked about again after a restart, once, and not repeated', async () => {
    const program = await lose('reset after');
    await program.end('SIGKILL');
    const again = await start(NOW + DAY + 120);
    await answered(OPS, 2);
    await again.advance(60);
    await again.advance(60);
    api.pressIn(OPS, MODERATOR, 'Отправить ещё раз');
    await answered(CHANNEL, 2);
    await again.end('SIGTERM');
    expect([answers(CHANNEL), answers(OPS)]).toEqual([2, 2]);
  });

  test('with the program that ended before the answer came is asked about after the restart', async () => {
    const program = await start();
    await program.advance(60);
    api.fault('sendMessage', 'hang');
    const before = api.called.length;
    const passing = program.advance(DAY).catch(() => {});
    await api.until(() => api.called.slice(before).includes('sendMessage'));
    await program.end('SIGKILL');
    void passing;
    await start(NOW + DAY + 120);
    await answered(OPS, 1);
    expect(answers(CHANNEL)).toBe(0);
    expect(await ask(MODERATOR, '/posted')).toContain('/resend 1 2026-11-21');
  });

  test('is nothing that strangers can decide', async () => {
    await lose('reset before');
    const before = api.last(OPS).text;
    api.pressIn(OPS, ANNA, 'Отправить ещё раз');
    expect(await ask(ANNA, '/resend 1 2026-11-21')).toContain('Не похоже на ответ');
    expect([answers(CHANNEL), answers(OPS)]).toEqual([0, 1]);
    expect(api.last(OPS)).toMatchObject({ text: before, edits: 0 });
  });
});

describe('a channel that refuses', () => {
  test('is taken up again by a press, and gets what comes after', async () => {
    const program = await start();
    await program.advance(60);
    api.addChat({ id: CHANNEL, type: 'channel', name: '@rollcall_test', bot: 'kicked' });
    await program.advance(DAY);
    await answered(OPS, 1);
    api.addChat({ id: CHANNEL, type: 'channel', name: '@rollcall_test', bot: 'poster' });
    api.pressIn(OPS, MODERATOR, 'Продолжить');
    await answered(OPS, 2);
    expect(api.last(OPS).text).toContain('продолжаю');
    expect(await ask(MODERATOR, '/resend 1 2026-11-21')).toContain('Отправляю');
    await answered(CHANNEL, 1);
    await program.advance(DAY);
    await answered(CHANNEL, 2);
  });
});
