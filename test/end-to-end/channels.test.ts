import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Program } from '../support/program.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';

/** 2026-11-21 07:00 UTC, ten o'clock in Moscow. */
const NOW = 1_795_244_400;
const HOUR = 3600;
const ALL = -1_001_000_000_001;
const KAZAN = -1_001_000_000_002;
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
  api.addChat({ id: ALL, type: 'channel', name: '@rollcall_all', bot: 'poster' });
  api.addChat({ id: KAZAN, type: 'channel', name: '@rollcall_kazan', bot: 'administrator' });
});

afterEach(() => stage.close());

const start = (env: Record<string, string> = {}, now = NOW): Promise<Program> =>
  stage.start({ TELEGRAM_CHANNELS: '@rollcall_all', TELEGRAM_MODERATORS: `anna:${MODERATOR}`, ...env }, now);

const posts = (chat: number) => api.sent.filter(({ chatId }) => chatId === chat).map(({ text }) => text);
const answered = (chat: number, times: number) => api.until(() => posts(chat).length >= times);

async function say(text: string, answers = 1): Promise<string> {
  const before = posts(MODERATOR).length;
  api.say(MODERATOR, text);
  await answered(MODERATOR, before + answers);
  return api.last(MODERATOR).text;
}

async function press(...labels: string[]): Promise<string> {
  for (const label of labels) {
    const { edits } = api.last(MODERATOR);
    api.press(MODERATOR, label);
    await api.until(() => api.last(MODERATOR).edits > edits);
  }
  return api.last(MODERATOR).text;
}

describe('/channels', () => {
  test('adds a channel once the bot may post there, and the channel gets what was chosen, when it was', async () => {
    const program = await start();
    await program.advance(60);
    await say('/channels');
    await press('Добавить');
    expect(await say('@rollcall_kazan', 2)).toContain('включите «Публикация сообщений»');
    api.addChat({ id: KAZAN, type: 'channel', name: '@rollcall_kazan', bot: 'poster' });
    expect(await say('/channels add @rollcall_kazan', 2)).toContain('Добавлено');
    await press('Места');
    await say('татарстан');
    await press('← К каналу', 'Сервисы');
    await say('вотсап');
    await press('← К каналу', 'Часовой пояс');
    expect(await say('Asia/Kolkata')).toContain('Часовой пояс: Asia/Kolkata');
    await press('Время');
    expect(await say('8:30')).toContain('Время: 08:30');

    // 02:59 UTC on the day after: half past eight in Kolkata is a minute away.
    await program.advance(19 * HOUR + 58 * 60);
    expect(posts(KAZAN)).toEqual([]);
    await program.advance(60);
    await answered(KAZAN, 1);
    expect(posts(KAZAN)[0]).toContain('21 ноября · время GMT+5:30');
    expect(posts(KAZAN)[0]).toMatch(/Мало ответов: WhatsApp\. /);
    await program.advance(3 * HOUR);
    await answered(ALL, 1);
    expect(posts(ALL)[0]).toContain('по московскому времени');
    expect(posts(KAZAN)).toHaveLength(1);
    expect(await program.end('SIGTERM')).toBe(0);
  });

  test('what it paused and removed stays so after a restart with the same settings', async () => {
    const first = await start({ TELEGRAM_CHANNELS: '@rollcall_all,@rollcall_kazan' });
    api.addChat({ id: KAZAN, type: 'channel', name: '@rollcall_kazan', bot: 'poster' });
    await first.advance(10 * 60);
    expect(await say('/channels')).toContain('№ 2');
    await press('№ 1', 'Приостановить', '← Все каналы', '№ 2', 'Убрать', 'Да, убрать');
    expect(await first.end('SIGTERM')).toBe(0);
    const again = await start({ TELEGRAM_CHANNELS: '@rollcall_all,@rollcall_kazan' }, NOW + 30 * HOUR);
    await again.advance(60);
    const list = await say('/channels');
    expect(list).toContain('на паузе');
    expect(list).not.toContain('№ 2');
    expect([posts(ALL), posts(KAZAN)]).toEqual([[], []]);
    api.press(MODERATOR, '№ 1');
    await api.until(() => api.last(MODERATOR).text.includes('Язык'));
    const before = posts(MODERATOR).length;
    api.press(MODERATOR, 'Продолжить');
    await answered(MODERATOR, before + 1);
    expect(api.last(MODERATOR).text).toContain('Публиковать могу');
    await again.advance(60);
    await answered(ALL, 1);
    expect(posts(ALL)[0]).toContain('21 ноября');
  });

  test('does not exist for others, and stands in the menu of moderators alone', async () => {
    await start();
    for (const text of ['/channels', '/channels 1 pause', '/channels add @rollcall_kazan', '/nonsense'])
      api.say(ANNA, text);
    await answered(ANNA, 4);
    expect(new Set(posts(ANNA)).size).toBe(1);
    await api.until(() => api.menus.size === 4);
    const names = (key: string) => api.menus.get(key)?.map(({ command }) => command) ?? [];
    expect(names(`ru ${MODERATOR}`)).toContain('channels');
    expect(names('ru everybody')).not.toContain('channels');
  });
});

test('an end does not wait for a look at rights that Telegram never answers', async () => {
  const program = await start();
  const asked = () => api.called.filter((method) => method === 'getChat').length;
  // The channel of the settings was looked at.
  await api.until(() => api.called.includes('getChatMember'));
  api.fault('getChat', 'hang');
  const before = asked();
  await say('/channels add @rollcall_kazan');
  await api.until(() => asked() > before);
  expect(await program.end('SIGTERM')).toBe(0);
});

describe('a file of channels', () => {
  test('seeds each as it says, before the other settings; what a moderator changed stays', async () => {
    const file = join(root, 'channels.json');
    const described = { platform: 'telegram', chat: String(ALL), at: '11:30', language: 'en' };
    writeFileSync(file, JSON.stringify([{ ...described, services: ['max'] }]));
    const program = await start({ CHANNELS_FILE: file });
    await program.advance(60);
    await say('/channels');
    expect(await press('№ 1')).toContain('Язык: English');
    expect(api.last(MODERATOR).text).toContain('Сервисы: MAX');
    expect(api.last(MODERATOR).text).toContain('Время: 11:30');
    await press('Время', '08:00');
    expect(await program.end('SIGTERM')).toBe(0);
    const again = await start({ CHANNELS_FILE: file }, NOW + HOUR);
    await again.advance(60);
    expect(await say('/channels')).toContain('08:00');
  });
});
