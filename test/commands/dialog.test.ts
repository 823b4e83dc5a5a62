import { afterEach, describe, expect, test } from '@jest/globals';
import type { Doc } from '../../src/chat/doc.ts';
import { instantOf } from '../../src/domain/day.ts';
import { cell, dayOf } from '../digest/cells.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Conversations, NOW, openConversations, seenOn } from './talk.ts';

const today = dayOf([
  cell('whatsapp', {
    state: 'blocked',
    since: '2026-02-11',
    people: '200+',
    works: 0.1,
    vpnOnly: 0.7,
    fails: 0.2,
  }),
  cell('whatsapp', {
    region: 'RU-TA',
    city: 'kazan',
    carrier: 'mts',
    state: 'blocked',
    since: '2026-02-11',
    people: '10+',
    works: 0.05,
    vpnOnly: 0.75,
    fails: 0.2,
  }),
  cell('telegram'),
]);

const folder = temporaryFolder();
let open: Conversations | null = null;
afterEach(async () => open?.store.close());
const begin = async (options: Parameters<typeof openConversations>[1] = { today }) => {
  open = await openConversations(folder, options);
  return open;
};
const labels = (doc: Doc) => (doc.choices ?? []).flat().map(({ label }) => label);
const textOf = (doc: Doc) => seenOn('telegram', { lines: doc.lines });

const BUTTONS = {
  ru: ['WhatsApp', 'Не работает', 'Москва', 'МТС', 'Фото и файлы'],
  en: ['WhatsApp', 'Does not work', 'Moscow', 'MTS', 'Photos and files'],
};

describe('the dialog as a person sees it', () => {
  for (const platform of ['telegram', 'matrix', 'console'] as const) {
    for (const language of ['ru', 'en'] as const) {
      test(`four taps and what exactly fails, then one tap: ${platform}, ${language}`, async () => {
        const { talk } = await begin();
        const anna = talk('1', language, platform);
        const seen = [seenOn(platform, await anna.say('/start'))];
        seen.push(seenOn(platform, await anna.say('/report')));
        const [, , , , symptom = ''] = BUTTONS[language];
        for (const label of BUTTONS[language].slice(0, 4))
          seen.push(seenOn(platform, await anna.press(label)));
        seen.push(seenOn(platform, await anna.press(symptom)));
        seen.push(seenOn(platform, await anna.say('/report')));
        expect(seen.join('\n\n=====\n\n')).toMatchSnapshot();
      });

      test(`a line, a correction, a word that is none, a place that is shared: ${platform}, ${language}`, async () => {
        const { talk } = await begin();
        const anna = talk('1', language, platform);
        const [line, wrong, correct, carrier] =
          language === 'ru'
            ? [
                'вотсап казань мтс только с впн',
                '/report телеграм абракадабра мтс лежит',
                'Исправить',
                'Оператор',
              ]
            : [
                'whatsapp kazan mts only with vpn',
                '/report telegram abracadabra mts down',
                'Correct',
                'Carrier',
              ];
        const seen = [
          await anna.say(line),
          await anna.press(correct),
          await anna.press(carrier),
          await anna.say(wrong),
          await anna.say('/here s:telegram o:works'),
          await anna.share(56.2, 43.9),
        ];
        expect(seen.map((doc) => seenOn(platform, doc)).join('\n\n=====\n\n')).toMatchSnapshot();
      });
    }
  }
});

test.each(['ru', 'en'])(
  'on Matrix nothing speaks of buttons, and commands look as they are typed: %s',
  async (language) => {
    const { talk } = await begin();
    const anna = talk('1', language, 'matrix');
    const lines = [
      'start',
      'start stale',
      'help',
      'status',
      'retract',
      'mydata',
      'forget',
      'privacy',
      'language',
      'here',
    ];
    const seen: string[] = [];
    for (const line of [...lines.map((name) => `/${name}`), 'whatsapp kazan beelin down', '/report', 'xyz'])
      seen.push(seenOn('matrix', await anna.say(line)));
    const all = seen.join('\n');
    expect(all).toContain('!forget');
    expect(all).not.toMatch(/button|press|\btap|кноп|наж(им|ат)/i);
    expect(all).not.toMatch(/(^|[^\p{L}])\/[a-z]/mu);
  },
);

describe('what is still open is asked', () => {
  test('a typed town answers the question, and so does a typed carrier', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report');
    await anna.press('Telegram');
    await anna.press('Не работает');
    expect(textOf(await anna.say('в елабуге'))).toContain('Елабуга');
    expect(textOf(await anna.say('билайн'))).toContain('Записано. Telegram: не работает · Елабуга, Билайн');
  });

  test('a typed word that is no town gets the three nearest, and the question stays open', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:telegram o:fails');
    const doc = await anna.say('шмурдяковка');
    expect(textOf(doc)).toContain('Не нашёл такого места');
    expect(labels(doc)).toHaveLength(4);
    expect(textOf(await anna.say('казань'))).toContain('Какой оператор?');
  });

  test('after a restart a typed town begins a report; nothing is lost but the question', async () => {
    const { talk, restart } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:telegram o:fails');
    restart();
    expect(textOf(await anna.say('казань'))).toContain('О чём расскажете?');
  });

  test('an open question lasts a quarter of an hour', async () => {
    const { talk, pass } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:telegram o:fails');
    pass(901);
    expect(textOf(await anna.say('казань'))).toContain('О чём расскажете?');
  });

  test('one person’s question is not open to another', async () => {
    const { talk } = await begin();
    await talk('1', 'ru').say('/report s:telegram o:fails');
    expect(textOf(await talk('2', 'ru').say('казань'))).toContain('О чём расскажете?');
  });

  test('a sentence is no answer, and the question stays open behind it', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:telegram o:fails');
    expect(textOf(await anna.say('вчера ездили гулять в казань'))).toContain('Не похоже на ответ');
    expect(textOf(await anna.say('казань'))).toContain('Telegram · не работает · Казань');
  });

  test('what fails is asked of what the service has', async () => {
    const { talk } = await begin();
    const doc = await talk('1', 'ru').say('мобильный интернет не работает, белгород, мегафон');
    expect(labels(doc).slice(0, -2)).toEqual(['Медленно', 'Обрывается', 'Только белый список']);
  });

  test('a sentence is never taken for an answer', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:telegram o:fails');
    expect(textOf(await anna.say('а можно я потом напишу, сейчас некогда совсем'))).toContain(
      'Не похоже на ответ',
    );
    expect(textOf(await anna.say('вотсап работает?'))).toContain('Не похоже на ответ');
  });
});

describe('what is not sure', () => {
  test('a mistyped town is said to be a guess; one that is spelled right is not', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    expect(textOf(await anna.say('вотсап не работает красноярк мтс'))).toContain(
      'Понял по догадке: Красноярск.',
    );
    expect(textOf(await anna.say('вотсап не работает красноярск мтс'))).not.toContain('догадке');
  });

  test('words that are no names are not asked about, names that are mistyped beyond guessing are', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    expect(textOf(await anna.say('вотсап не работает в казани второй день задолбали'))).toContain(
      'Какой оператор?',
    );
    expect(textOf(await anna.say('/report вотсап не работает абракадабра мтс'))).toContain(
      'Не нашёл такого места',
    );
  });
});

describe('what is told late or for somebody else', () => {
  const stored = async ({ store }: Conversations) => {
    const rows = await store.database.transaction(() => store.people.find('telegram', '1'));
    return store.database.transaction(() =>
      store.reports.newest(
        rows.map(({ id }) => id),
        9,
      ),
    );
  };

  test('is kept at its time and place, as told by another, and is no guess at one’s own place', async () => {
    const conversations = await begin();
    const anna = conversations.talk('1', 'ru');
    const answer = textOf(await anna.say('вчера вечером у мамы в Самаре вотсап не работал, билайн'));
    expect(answer).toContain('со слов другого');
    const [report] = await stored(conversations);
    expect(report).toMatchObject({
      city: 'samara',
      told: true,
      at: instantOf('2026-11-20', '20:00', 'Europe/Samara'),
    });
    expect(textOf(await anna.say('/report'))).not.toContain('как в прошлый раз');
  });

  test('"this morning" is the morning of the place; what lies in the future is now', async () => {
    const conversations = await begin();
    const anna = conversations.talk('1', 'ru');
    await anna.say('сегодня утром телеграм не работал, омск, мтс');
    await anna.say('сегодня вечером телеграм не работал, калининград, мтс');
    const reports = await stored(conversations);
    expect(reports.map(({ city, at }) => [city, at])).toEqual([
      ['kaliningrad', NOW - 900],
      ['omsk', instantOf('2026-11-21', '09:00', 'Asia/Omsk')],
    ]);
  });
});

describe('a place that is shared', () => {
  test('is the nearest town, and goes on where the question was', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:whatsapp o:works');
    const asked = await anna.press('Ближайший город по карте');
    expect(asked.asksLocation).toBe('Отправить, где я');
    expect(textOf(await anna.share(55.8, 49.1))).toContain('WhatsApp · работает · Казань');
  });

  test('far from any town is the region alone; abroad it is nothing', async () => {
    const { talk } = await begin();
    const anna = talk('1', 'ru');
    expect(textOf(await anna.share(62.5, 89.0))).toContain('Красноярский край');
    expect(textOf(await anna.share(0, 0))).toContain('слишком далеко');
  });

  test('is nowhere in the database', async () => {
    const { talk, store } = await begin();
    const anna = talk('1', 'ru');
    await anna.say('/report s:whatsapp o:works');
    await anna.share(55.812345, 49.112345);
    await anna.press('МТС');
    const rows = await store.database.kysely.selectFrom('reports').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('5581');
    expect(JSON.stringify(rows)).not.toContain('55.8');
  });
});

describe('what is likely comes first', () => {
  test('the person’s own answers, then the carriers of the town', async () => {
    const { talk } = await begin({ today, usual: { kazan: ['letai', 'beeline'] } });
    const anna = talk('1', 'ru');
    const before = labels(await anna.say('/report s:telegram o:fails c:kazan'));
    expect(before.slice(0, 2)).toEqual(['Летай (Таттелеком)'.replace(/ \(.*/, ''), 'Билайн']);
    await anna.say('вотсап мурманск мегафон работает');
    expect(labels(await anna.say('/report s:telegram o:fails c:kazan'))[0]).toBe('МегаФон');
    expect(labels(await anna.say('/report s:telegram o:fails'))).toContain('Мурманск, МегаФон');
  });

  test('towns of one name show their regions', async () => {
    const { talk } = await begin();
    const doc = await talk('1', 'ru').say('/report вотсап киров калужская не работает мтс');
    expect(textOf(doc)).toContain('Киров (Калужская область)');
  });
});

describe('the answer to a report', () => {
  test('is the same whether it is counted, from a purged person, or said twice', async () => {
    const { talk, store } = await begin();
    const line = 'вотсап казань мтс не работает';
    const first = await talk('1', 'ru').say(line);
    const purged = talk('2', 'ru');
    await purged.say('телеграм казань мтс работает');
    const rows = await store.database.transaction(() => store.people.find('telegram', '2'));
    await store.database.kysely
      .updateTable('people')
      .set({ trust: -1 })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    expect(await purged.say(line)).toEqual(first);
    expect(await talk('1', 'ru').say(line)).toEqual(first);
  });
});
