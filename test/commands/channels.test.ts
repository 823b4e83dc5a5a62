import { afterEach, describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createShorthand } from '../../src/catalog/shorthand.ts';
import type { Doc } from '../../src/chat/doc.ts';
import { type Obstacle, SendError } from '../../src/chat/errors.ts';
import { type Channel, type NewChannel, WHOLE_DIGEST } from '../../src/store/channels.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Conversations, openConversations, seenOn, type Talk } from './talk.ts';

const folder = temporaryFolder();
const MODERATOR = '9';
let open: Conversations | null = null;
afterEach(async () => open?.store.close());

const CHANNEL: NewChannel = {
  platform: 'telegram',
  chatId: '-100123',
  language: 'ru',
  zone: 'Europe/Moscow',
  digestAt: '09:00',
  firstDay: '2026-11-01',
  ...WHOLE_DIGEST,
};

/** Chats as a platform knows them: their lasting id, or what stands in the way. */
type Chats = Readonly<Record<string, string | { obstacle: Obstacle | null }>>;

interface Begun {
  readonly olga: Talk;
  channel(): Promise<Channel>;
}

async function begin(language = 'ru', chats: Chats = {}, platform = 'telegram'): Promise<Begun> {
  open = await openConversations(folder, {
    moderator: MODERATOR,
    findChannel: (_, name) => {
      const found = chats[name] ?? { obstacle: 'unknown' };
      if (typeof found === 'string') return found;
      throw new SendError('refused', { permanent: found.obstacle !== null, obstacle: found.obstacle });
    },
  });
  const { store, talk } = open;
  await store.channels.add(CHANNEL);
  return {
    olga: talk(MODERATOR, language, platform),
    channel: async () => {
      const [first] = await store.channels.list();
      if (!first) throw new Error('there is no channel');
      return first;
    },
  };
}

const textOf = (doc: Doc) => seenOn('telegram', { lines: doc.lines });
const labels = (doc: Doc) => (doc.choices ?? []).flat().map(({ label }) => label);
const press = async (talk: Talk, ...all: string[]): Promise<Doc> => {
  let doc: Doc = { lines: [] };
  for (const label of all) doc = await talk.press(label);
  return doc;
};

describe('the channels as a moderator sees them', () => {
  for (const platform of ['telegram', 'matrix'] as const) {
    for (const language of ['ru', 'en'] as const) {
      test(`${platform}, ${language}`, async () => {
        const { olga } = await begin(language, {}, platform);
        const seen = [await olga.say('/channels'), await olga.say('/channels 1')];
        for (const setting of ['language', 'zone', 'hour', 'places', 'services', 'pictures', 'quiet'])
          seen.push(await olga.say(`/channels 1 ${setting}`));
        for (const words of ['language xx', 'zone nowhere', 'hour 25:00', 'services ??', 'pictures maybe'])
          seen.push(await olga.say(`/channels 1 ${words}`));
        seen.push(await olga.say('/channels 1 pause'), await olga.say('/channels 1 remove'));
        seen.push(await olga.say('/channels add'), await olga.say('/channels add somewhere'));
        expect(seen.map((doc) => seenOn(platform, doc)).join('\n\n=====\n\n')).toMatchSnapshot();
      });
    }
  }
});

describe('what a moderator sets by choices', () => {
  test('is kept: language, zone, hour, pictures, quiet days', async () => {
    const { olga, channel } = await begin();
    await press(await withList(olga), '№ 1', 'Язык', 'English');
    await press(olga, 'Часовой пояс', 'Екатеринбург, UTC+05', 'Время', '21:00');
    const last = await press(olga, 'Картинки', 'Выключить', 'Тихие дни', 'Включить');
    expect(await channel()).toMatchObject({
      language: 'en',
      zone: 'Asia/Yekaterinburg',
      digestAt: '21:00',
      pictures: false,
      skipQuiet: true,
    });
    expect(textOf(last)).toContain('Тихие дни: пропускать');
  });

  test('offers a zone for each distance from Greenwich that Russia has, from west to east', async () => {
    const { olga } = await begin();
    const offered = labels(await olga.say('/channels 1 zone')).filter((label) => label.includes('UTC'));
    expect(offered.map((label) => label.split('UTC')[1])).toEqual(
      ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((hours) => `+${hours}`),
    );
    expect(offered[1]).toBe('Москва, UTC+03');
  });

  test('turns services on and off, and never the last one', async () => {
    const { olga, channel } = await begin();
    await olga.say('/channels 1 services вотсап, телеграм');
    expect((await channel()).services).toEqual(['whatsapp', 'telegram']);
    await olga.press('✓ Telegram');
    expect((await channel()).services).toEqual(['whatsapp']);
    expect(textOf(await olga.press('✓ WhatsApp'))).toContain('Хотя бы один');
    expect((await channel()).services).toEqual(['whatsapp']);
    await olga.say('/channels 1 services');
    await press(olga, 'MAX');
    expect((await channel()).services).toEqual(['whatsapp', 'max']);
    await press(olga, 'Все сервисы');
    expect((await channel()).services).toBeNull();
  });

  test('pauses, and removes after one question', async () => {
    const { olga, channel } = await begin();
    await press(await withList(olga), '№ 1', 'Приостановить');
    expect((await channel()).paused).toBe(true);
    expect(textOf(await olga.press('Убрать'))).toContain('Больше не публиковать');
    expect(await open?.store.channels.list()).toHaveLength(1);
    await olga.press('Да, убрать');
    expect(await open?.store.channels.list()).toEqual([]);
  });
});

describe('what a moderator types', () => {
  test('after a question is its answer: places, a zone by a town or its name, half hours', async () => {
    const { olga, channel } = await begin();
    await olga.say('/channels 1 places');
    await olga.say('казань, татарстан');
    const places = await olga.say('уфа');
    expect((await channel()).places).toEqual(['kazan', 'RU-TA', 'ufa']);
    expect(labels(places)).toContain('✕ Казань');
    await olga.press('✕ Казань');
    expect((await channel()).places).toEqual(['RU-TA', 'ufa']);
    await olga.say('/channels 1 zone');
    await olga.say('омск');
    expect((await channel()).zone).toBe('Asia/Omsk');
    await olga.say('/channels 1 zone asia/kolkata');
    expect((await channel()).zone).toBe('Asia/Kolkata');
    await olga.say('/channels 1 hour');
    await olga.say('9.30');
    expect((await channel()).digestAt).toBe('09:30');
  });

  test('and cannot be read changes nothing, and the nearest places are offered', async () => {
    const { olga, channel } = await begin();
    await olga.say('/channels 1 places');
    const doc = await olga.say('уфа, казнь');
    expect(labels(doc)).toContain('Казань');
    expect((await channel()).places).toBeNull();
    await olga.press('Казань');
    expect((await channel()).places).toEqual(['kazan']);
    await press(olga, 'Вся страна');
    expect((await channel()).places).toBeNull();
  });

  test('is a report again when it says how something is, and after any other command', async () => {
    const { olga, channel } = await begin();
    await olga.say('/channels 1 places');
    expect(textOf(await olga.say('вотсап казань мтс не работает'))).toContain('Записано');
    await olga.say('/channels 1 places');
    await olga.say('/status');
    expect(textOf(await olga.say('казань'))).toContain('О чём расскажете?');
    expect((await channel()).places).toBeNull();
  });

  test('is nobody else’s: for others the command is not there, and their words are their own', async () => {
    await begin();
    const anna = open?.talk('1', 'ru');
    expect(textOf((await anna?.say('/channels 1 hour 10')) as Doc)).toContain('Не похоже на ответ');
    expect(textOf((await anna?.say('казань')) as Doc)).toContain('О чём расскажете?');
  });
});

describe('a channel that is added', () => {
  test('is looked at first; then it begins with the day of today', async () => {
    const { olga } = await begin('ru', { '@new_channel': '-100777' });
    await press(await withList(olga), 'Добавить');
    expect(textOf(await olga.say('@new_channel'))).toContain('Смотрю, могу ли');
    expect(await open?.store.channels.list()).toHaveLength(1);
    const told = await olga.told();
    expect(textOf(told)).toContain('Добавлено');
    expect((await open?.store.channels.list())?.[1]).toMatchObject({
      platform: 'telegram',
      chatId: '-100777',
      firstDay: '2026-11-21',
      ...WHOLE_DIGEST,
    });
    expect(labels(told)).toContain('Места');
  });

  test('a second time is the one there is, and keeps what it is owed', async () => {
    const { olga, channel } = await begin('ru', { '@old_channel': CHANNEL.chatId });
    await olga.say('/channels add @old_channel');
    expect(textOf(await olga.told())).toContain('уже есть');
    expect((await channel()).firstDay).toBe(CHANNEL.firstDay);
  });

  test.each<[string, Obstacle | null, string, string]>([
    ['@nobody', 'unknown', 'Такого чата я не нахожу', 'I find no such chat'],
    ['@closed', 'outside', '«Добавить администратора»', 'Add Admin'],
    ['@mute_channel', 'silent', 'включите «Публикация сообщений»', 'turn on “Post Messages”'],
    ['-5', 'person', 'личный чат', 'private chat'],
    ['#room:example.org', 'silent', '«Ролях и правах»', 'Roles & Permissions'],
    ['!room:example.org', 'outside', 'Пригласите меня', 'Invite me'],
    ['#gone:example.org', 'unknown', 'Такой комнаты', 'no such room'],
    ['#off:example.org', 'off', 'Matrix здесь не подключён', 'Matrix is not set up'],
    ['@far_away', null, 'Telegram сейчас не отвечает', 'Telegram does not answer'],
  ])('and refused says what is missing and how to give it: %s', async (name, obstacle, ru, en) => {
    for (const [language, words] of [
      ['ru', ru],
      ['en', en],
    ] as const) {
      const { olga } = await begin(language, { [name]: { obstacle } });
      await olga.say(`/channels add ${name}`);
      expect(textOf(await olga.told())).toContain(words);
      expect(await open?.store.channels.list()).toHaveLength(1);
    }
  });

  test('goes on after a pause only where it may post, and owes no day of the pause but the last', async () => {
    const chats: Record<string, string | { obstacle: Obstacle }> = {
      [CHANNEL.chatId]: { obstacle: 'silent' },
    };
    const { olga, channel } = await begin('ru', chats);
    await olga.say('/channels 1 pause');
    await olga.press('Продолжить');
    expect(textOf(await olga.told())).toContain('публиковать не могу');
    expect((await channel()).paused).toBe(true);
    chats[CHANNEL.chatId] = CHANNEL.chatId;
    await olga.say('/channels 1 resume');
    await olga.told();
    expect(await channel()).toMatchObject({ paused: false, firstDay: '2026-11-20' });
  });
});

test('every choice fits a button of Telegram', async () => {
  const { olga } = await begin();
  const shorthand = createShorthand(loadCatalog());
  await open?.store.channels.update(1, {
    places: loadCatalog()
      .cities.slice(0, 60)
      .map(({ id }) => id),
  });
  for (const setting of [
    '',
    'language',
    'zone',
    'hour',
    'places',
    'services',
    'pictures',
    'quiet',
    'remove',
  ]) {
    const doc = await olga.say(`/channels 1 ${setting}`);
    for (const { command } of (doc.choices ?? []).flat())
      expect(shorthand.unpack(shorthand.pack(command.replace(' 1', ' 99999')))).toBe(
        command.replace(' 1', ' 99999'),
      );
    expect((doc.choices ?? []).flat().length).toBeLessThanOrEqual(100);
  }
});

async function withList(talk: Talk): Promise<Talk> {
  await talk.say('/channels');
  return talk;
}
