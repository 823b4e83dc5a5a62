import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BotApi } from '../support/bot-api/bot-api.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Program } from '../support/program.ts';
import { countReports, lockDatabase } from '../support/rows.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';

/** 2026-11-21 07:00 UTC, ten o'clock in Moscow. */
const NOW = 1_795_244_400;
const HOUR = 3600;
const CHANNEL = -1_001_000_000_001;
const ANNA = 5001;
const BORIS = 5002;
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
});

afterEach(() => stage.close());

const start = (env: Record<string, string> = {}, now = NOW): Promise<Program> =>
  stage.start({ TELEGRAM_CHANNELS: '@rollcall_test', TELEGRAM_MODERATORS: `anna:${MODERATOR}`, ...env }, now);

const answers = (chat: number) => api.sent.filter(({ chatId }) => chatId === chat).length;
const answered = (chat: number, times: number) => api.until(() => answers(chat) >= times);
const database = () => join(folder, 'data', 'rollcall.db');

describe('a reporter', () => {
  test('reports by a line and is told what was understood', async () => {
    await start();
    api.say(ANNA, '/report вотсап казань мтс не грузит фото');
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('WhatsApp: не работает · Казань, МТС · фото и файлы');
    expect(api.last(ANNA).buttons.map(({ text }) => text)).toEqual(['Отозвать', 'Исправить']);
    expect(countReports(database())).toBe(1);
  });

  test('reports by plain words in private', async () => {
    await start();
    api.say(ANNA, 'телега питер билайн работает');
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('Telegram: работает · Санкт-Петербург, Билайн');
  });

  test('reports by four buttons in one message, the second time by one', async () => {
    await start();
    api.say(ANNA, '/report');
    await answered(ANNA, 1);
    for (const label of ['WhatsApp', 'Только с VPN', 'Казань', 'МТС']) {
      const edits = api.last(ANNA).edits;
      api.press(ANNA, label);
      await api.until(() => api.last(ANNA).edits > edits);
    }
    expect(api.last(ANNA).text).toContain('WhatsApp: только с VPN · Казань, МТС');
    expect(answers(ANNA)).toBe(1);
    api.say(ANNA, '/report');
    await answered(ANNA, 2);
    api.press(ANNA, 'Работает');
    await api.until(() => api.last(ANNA).edits > 0);
    expect(api.last(ANNA).text).toContain('WhatsApp: работает · Казань, МТС');
    expect(countReports(database())).toBe(2);
  });

  test('shares a place instead of naming one: the nearest town is kept, the place is not', async () => {
    await start();
    api.say(ANNA, '/report');
    await answered(ANNA, 1);
    for (const label of ['Telegram', 'Не работает']) {
      const edits = api.last(ANNA).edits;
      api.press(ANNA, label);
      await api.until(() => api.last(ANNA).edits > edits);
    }
    api.press(ANNA, 'Ближайший город по карте');
    await answered(ANNA, 2);
    expect(api.last(ANNA).buttons).toEqual([{ text: 'Отправить, где я', request_location: true }]);
    api.say(ANNA, '', { text: undefined, location: { latitude: 55.796127, longitude: 49.106414 } });
    await answered(ANNA, 3);
    expect(api.last(ANNA).text).toContain('Telegram · не работает · Казань');
    api.press(ANNA, 'МТС');
    await api.until(() => api.last(ANNA).edits > 0);
    expect(api.last(ANNA).text).toContain('Записано. Telegram: не работает · Казань, МТС');
    expect(countReports(database())).toBe(1);
  });

  test('narrows, corrects and takes back the report just made', async () => {
    await start();
    api.say(ANNA, 'вотсап казань мтс не работает');
    await answered(ANNA, 1);
    const press = async (label: string) => {
      const edits = api.last(ANNA).edits;
      api.press(ANNA, label);
      await api.until(() => api.last(ANNA).edits > edits);
    };
    await press('Звонки');
    expect(api.last(ANNA).text).toContain('· звонки');
    expect(countReports(database())).toBe(1);
    for (const label of ['Исправить', 'Оператор', 'Билайн']) await press(label);
    expect(api.last(ANNA).text).toContain('Казань, Билайн');
    expect(countReports(database())).toBe(1);
    await press('Отозвать');
    expect(countReports(database())).toBe(0);
  });

  test('gets the nearest names for a word that is none', async () => {
    await start();
    api.say(ANNA, '/report вотсап казнь мтс не работает');
    await answered(ANNA, 1);
    expect(api.last(ANNA).buttons.map(({ text }) => text)).toContain('Казань');
    api.press(ANNA, 'Казань');
    await api.until(() => api.last(ANNA).edits > 0);
    expect(api.last(ANNA).text).toContain('Записано');
  });

  test('erases everything after one question', async () => {
    await start();
    api.say(ANNA, 'вотсап казань мтс не работает');
    api.say(ANNA, '/forget');
    await answered(ANNA, 2);
    expect(countReports(database())).toBe(1);
    api.press(ANNA, 'Да, стереть');
    await api.until(() => api.last(ANNA).edits > 0);
    expect(countReports(database())).toBe(0);
  });

  test('is greeted anew by a button of long ago', async () => {
    await start();
    api.say(ANNA, '/start');
    await answered(ANNA, 1);
    api.pressData(ANNA, 'something:of:another:bot');
    await api.until(() => api.last(ANNA).edits > 0);
    expect(api.last(ANNA).text).toContain('Начнём заново');
  });
});

describe('what is no report', () => {
  test('in a group one line leads into the private chat, which goes on from there', async () => {
    api.addChat({ id: -200, type: 'supergroup', bot: 'member' });
    await start();
    api.sayIn(-200, ANNA, 'вотсап казань мтс не работает');
    api.sayIn(-200, ANNA, '/report вотсап казань мтс не работает');
    api.sayIn(-200, ANNA, '/report@another_bot');
    api.sayIn(-200, ANNA, '/report@rollcall_test_bot вотсап казань мтс не работает');
    await answered(-200, 1);
    expect(api.last(-200).text).not.toContain('Казань');
    const payload = /start=(\S+)$/.exec(api.last(-200).buttons[0]?.url ?? '')?.[1];
    api.say(ANNA, `/start ${payload}`);
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('О чём расскажете?');
    expect(answers(-200)).toBe(1);
    expect(countReports(database())).toBe(0);
  });

  test('who writes as a channel or as an anonymous administrator is refused politely', async () => {
    api.addChat({ id: -200, type: 'supergroup', bot: 'member' });
    await start();
    const anonymous = {
      from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' },
      sender_chat: { id: -200, type: 'supergroup' },
    };
    api.sayIn(-200, ANNA, '/report@rollcall_test_bot вотсап казань', anonymous);
    await answered(-200, 1);
    expect(api.last(-200).text).toContain('анонимно');
  });

  test('a forwarded message is not counted', async () => {
    await start();
    api.say(ANNA, 'вотсап казань мтс не работает', {
      forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'X' },
    });
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('Пересланное');
    expect(countReports(database())).toBe(0);
  });

  test('hostile texts are answered or ignored, and never echoed', async () => {
    await start();
    const texts = [
      `/report ${'вотсап '.repeat(14_000)}`,
      '/report \uD800 казань',
      '/report \u202Eвотсап\u0000 zzqqxx',
      `/report ${'\uFDFA'.repeat(4096)}`,
      '/report',
      '/report s:whatsapp c:nowhere o:fails p:mts x:zzzzz',
      '/list city 999',
      '/undo 1',
      '/purge #abc',
    ];
    texts.forEach((text, index) => {
      api.say(ANNA, text, {
        entities: Array.from({ length: 200 }, () => ({ type: 'bold', offset: index, length: 1 })),
      });
    });
    await answered(ANNA, texts.length);
    for (const { text } of api.sent) expect(text).not.toMatch(/zzqqxx|\uFDFA|\u202E|nowhere/);
  });
});

describe('nothing is lost and nothing counted twice', () => {
  test('a report whose reply was lost with the program is answered again and counted once', async () => {
    const first = await start();
    await api.until(() => api.polls === 1);
    // Neither the answer nor the poll that would confirm the update arrives.
    api.fault('sendMessage', 'hang');
    api.fault('getUpdates', 'hang');
    api.say(ANNA, 'вотсап казань мтс не работает');
    await api.until(() => api.polls === 2 && api.called.includes('sendMessage'));
    await first.end('SIGKILL');
    expect(countReports(database())).toBe(1);
    await start();
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('Записано');
    expect(countReports(database())).toBe(1);
  });

  test('what cannot be saved is told once, not confirmed, and saved as soon as it can be', async () => {
    const program = await start();
    await api.until(() => api.polls === 1);
    const confirmed = api.confirmed;
    const unlock = lockDatabase(database());
    api.say(ANNA, 'вотсап казань мтс не работает');
    await answered(ANNA, 1);
    expect(api.last(ANNA).text).toContain('Пока не могу сохранить');
    expect(api.confirmed).toBe(confirmed);
    unlock();
    while (answers(ANNA) < 2) await program.advance(2);
    expect(api.last(ANNA).text).toContain('Записано');
    expect(countReports(database())).toBe(1);
    expect(api.sent.filter(({ text }) => text.includes('не могу сохранить'))).toHaveLength(1);
    expect(program.notices()).toContain('SQLITE_BUSY');
  });

  test('the same update delivered twice is counted once', async () => {
    await start();
    const id = api.say(ANNA, 'вотсап казань мтс не работает');
    await answered(ANNA, 1);
    const from = { id: ANNA, is_bot: false, first_name: 'A', language_code: 'ru' };
    const message = {
      message_id: 99,
      from,
      chat: { id: ANNA, type: 'private' },
      date: NOW,
      text: 'вотсап омск мтс не работает',
    };
    api.push({ update_id: id + 1, message });
    await answered(ANNA, 2);
    api.push({ update_id: id + 2, message: { ...message, text: 'max омск мтс не работает' } });
    await answered(ANNA, 3);
    expect(countReports(database())).toBe(3);
  });

  test('a flood of 2,000 updates: each is answered, each is stored', async () => {
    await start();
    const cities = ['казань', 'омск', 'пермь', 'уфа', 'тверь'];
    for (let n = 0; n < 2000; n++) api.say(10_000 + n, `вотсап ${cities[n % cities.length]} мтс не работает`);
    await api.until(() => api.sent.length >= 2000);
    expect(countReports(database())).toBe(2000);
    expect(new Set(api.sent.map(({ chatId }) => chatId)).size).toBe(2000);
    await api.until(() => api.confirmed >= 2001);
  });

  test('a second start on the same database is refused', async () => {
    await start();
    const second = stage.launch({}, NOW);
    expect(await second.ended).toBe(1);
    expect(second.notices()).toContain('already runs');
  });

  test('SIGTERM ends it with code 0', async () => {
    const program = await start();
    expect(await program.end('SIGTERM')).toBe(0);
  });
});

describe('the digest', () => {
  test('reaches the channel at its hour, once, and after a restart not again', async () => {
    const program = await start();
    api.say(ANNA, 'вотсап казань мтс не работает');
    await answered(ANNA, 1);
    await program.advance(13 * HOUR);
    await program.advance(8 * HOUR);
    expect(answers(CHANNEL)).toBe(0);
    await program.advance(2 * HOUR);
    await answered(CHANNEL, 1);
    expect(api.last(CHANNEL).text).toContain('Перекличка · суббота, 21 ноября');
    expect(api.last(CHANNEL).text).toContain('№ 2026-11-21-');
    expect(await program.end('SIGTERM')).toBe(0);
    const again = await start({}, NOW + 24 * HOUR);
    await again.advance(60);
    expect(await again.end('SIGTERM')).toBe(0);
    expect(answers(CHANNEL)).toBe(1);
  });

  test('of each day missed comes once, three at most, and one line names the rest', async () => {
    const first = await start();
    await first.advance(60);
    await first.end('SIGTERM');
    await start({}, NOW + 6 * 24 * HOUR);
    await answered(CHANNEL, 3);
    const texts = api.sent.filter(({ chatId }) => chatId === CHANNEL).map(({ text }) => text);
    expect(texts.map((text) => /(\d+) ноября ·/.exec(text)?.[1])).toEqual(['24', '25', '26']);
    expect(texts[0]).toContain('Сводок с 21 ноября по 23 ноября не было');
    expect(texts[1]).not.toContain('не было: бот');
    expect(texts[0]).toContain('с опозданием');
  });

  test('whose answer was lost is not repeated, and those on duty are told', async () => {
    api.addChat({ id: -300, type: 'supergroup', bot: 'member' });
    const program = await start({ TELEGRAM_OPS_CHAT: '-300' });
    await program.advance(60);
    api.fault('sendMessage', 'reset after');
    await program.advance(24 * HOUR);
    await answered(-300, 1);
    expect(api.last(-300).text).toContain('потерялся');
    await program.advance(60);
    await program.advance(60);
    await program.end('SIGTERM');
    expect(answers(CHANNEL)).toBe(1);
  });

  test('that the channel refuses pauses the channel', async () => {
    api.addChat({ id: -300, type: 'supergroup', bot: 'member' });
    const program = await start({ TELEGRAM_OPS_CHAT: '-300' });
    await program.advance(60);
    api.addChat({ id: CHANNEL, type: 'channel', name: '@rollcall_test', bot: 'kicked' });
    await program.advance(24 * HOUR);
    await answered(-300, 1);
    expect(api.last(-300).text).toContain('приостановлен');
  });
});

describe('moderation', () => {
  test('purges by preview and confirmation, and takes it back', async () => {
    await start();
    api.say(ANNA, 'вотсап казань мтс не работает');
    api.say(BORIS, 'вотсап омск мтс не работает');
    await answered(BORIS, 1);
    api.say(MODERATOR, '/purge whatsapp казань 2ч');
    await answered(MODERATOR, 1);
    expect(api.last(MODERATOR).text).toContain('Ответов: 1, людей: 1');
    expect(countReports(database(), 'purge IS NOT NULL')).toBe(0);
    api.press(MODERATOR, 'Снять');
    await api.until(() => api.last(MODERATOR).edits === 1);
    expect(countReports(database(), 'purge IS NOT NULL')).toBe(1);
    api.press(MODERATOR, 'Вернуть');
    await api.until(() => api.last(MODERATOR).edits === 2);
    expect(countReports(database(), 'purge IS NOT NULL')).toBe(0);
  });

  test('shows handles and never an id, and acts on them', async () => {
    await start();
    api.say(ANNA, 'вотсап казань мтс не работает');
    await answered(ANNA, 1);
    api.say(MODERATOR, '/recent');
    await answered(MODERATOR, 1);
    expect(api.last(MODERATOR).text).toMatch(/#[2-9a-z]{3} · \d\d:\d\d · WhatsApp/);
    expect(api.last(MODERATOR).text).not.toContain(String(ANNA));
    api.press(MODERATOR, api.last(MODERATOR).buttons[0]?.text ?? '');
    await api.until(() => api.last(MODERATOR).edits === 1);
    api.press(MODERATOR, 'Снять');
    await api.until(() => api.last(MODERATOR).edits === 2);
    expect(countReports(database(), 'purge IS NOT NULL')).toBe(1);
  });

  test('does not exist for others', async () => {
    await start();
    for (const text of ['/recent', '/purge whatsapp', '/undo 1', '/nonsense']) api.say(ANNA, text);
    await answered(ANNA, 4);
    expect(new Set(api.sent.map(({ text }) => text)).size).toBe(1);
  });

  test('stands in the menu of moderators alone', async () => {
    await start();
    await api.until(() => api.menus.size === 4);
    const names = (key: string) => api.menus.get(key)?.map(({ command }) => command) ?? [];
    expect(names('ru everybody')).toContain('report');
    expect(names('ru everybody')).not.toContain('purge');
    expect(names(`en ${MODERATOR}`)).toContain('purge');
  });
});
