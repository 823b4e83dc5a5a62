import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BotApi, Sent } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Program } from '../support/program.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';

/** 2026-11-21 20:30 UTC, half an hour before midnight in Moscow: a clock that leaps leaves a gap of the rest alone. */
const NOW = 1_795_293_000;
const DAY = 86_400;
const CHANNEL = -1_001_000_000_001;
const MODERATOR = 9001;
const CORRECTION = 'Исправление к 21 ноября';

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
});

afterEach(() => stage.close());

const start = (now = NOW): Promise<Program> =>
  stage.start({ TELEGRAM_CHANNELS: '@rollcall_test', TELEGRAM_MODERATORS: `anna:${MODERATOR}` }, now);

const posts = (): Sent[] => api.sent.filter(({ chatId, photo }) => chatId === CHANNEL && !photo);

/** Forty people report, and the day's digest is in the channel. */
async function publish(): Promise<Program> {
  const program = await start();
  for (let person = 5001; person <= 5040; person++) api.say(person, 'телега казань мтс не работает');
  await api.until(() => api.sent.length === 40);
  await program.advance(60);
  await program.advance(DAY / 2);
  await api.until(() => posts().length === 1);
  return program;
}

async function correct(): Promise<void> {
  api.say(MODERATOR, '/correct 21.11 telegram');
  await api.until(() => api.sent.some(({ chatId }) => chatId === MODERATOR));
  api.press(MODERATOR, 'Это накрутка');
}

describe('a correction of a digest that is posted', () => {
  test('stands in the post and in the next one, and is gone from both once it is withdrawn', async () => {
    const program = await publish();
    const number = /№ 2026-11-21-\w+/.exec(posts()[0]?.text ?? '')?.[0];
    expect(posts()[0]?.text).not.toContain(CORRECTION);
    await correct();
    await api.until(() => posts()[0]?.edits === 1);
    expect(posts()[0]?.text).toContain(CORRECTION);
    expect(posts()[0]?.text).toContain(number);
    await program.advance(DAY);
    await api.until(() => posts().length === 2);
    expect(posts()[1]?.text).toContain(CORRECTION);
    await program.advance(DAY);
    await api.until(() => posts().length === 3);
    expect(posts()[2]?.text).not.toContain(CORRECTION);
    api.say(MODERATOR, '/correct undo 1');
    await api.until(() => posts()[0]?.edits === 2 && posts()[1]?.edits === 1);
    for (const { text } of posts()) expect(text).not.toContain(CORRECTION);
    expect(posts()[2]?.edits).toBe(0);
  });

  test('is made up for after a restart', async () => {
    const program = await publish();
    api.fault('editMessageText', 'pass', 'hang');
    await correct();
    await api.until(() => api.called.filter((method) => method === 'editMessageText').length === 2);
    await program.end('SIGKILL');
    expect(posts()[0]?.edits).toBe(0);
    await start(NOW + DAY / 2 + 120);
    await api.until(() => posts()[0]?.edits === 1);
    expect(posts()[0]?.text).toContain(CORRECTION);
  });

  test('is not tried again where the post is gone', async () => {
    const program = await publish();
    api.fault(CHANNEL, { code: 400, description: 'Bad Request: message to edit not found' });
    await correct();
    const changes = () => api.called.filter((method) => method === 'editMessageText').length;
    await api.until(() => changes() === 2);
    await program.advance(60);
    await program.advance(60);
    expect(await program.end('SIGTERM')).toBe(0);
    expect(changes()).toBe(2);
  });
});
