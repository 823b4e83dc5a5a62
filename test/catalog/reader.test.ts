import { describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createReader } from '../../src/catalog/reader/reader.ts';

const catalog = loadCatalog();
const reader = createReader(catalog);

/** A line and what it says: service, city, carrier, outcome, symptoms. */
const REPORTS: readonly [string, string, string | null, string | null, string | null, string[]?][] = [
  ['whatsapp kazan mts', 'whatsapp', 'kazan', 'mts', null],
  ['/report', 'whatsapp', null, null, null],
  ['вотсап казань мтс не грузит фото', 'whatsapp', 'kazan', 'mts', 'fails', ['media']],
  ['ватсап в нижнем, йота, без впн нет, с впн ок', 'whatsapp', 'nizhny-novgorod', 'yota', 'vpn_only'],
  [
    'без впн не работает, с впн ок телега питер билайн',
    'telegram',
    'saint-petersburg',
    'beeline',
    'vpn_only',
  ],
  [
    'телеграм в Набережных Челнах на билайне даже с впн не работает',
    'telegram',
    'naberezhnye-chelny',
    'beeline',
    'fails_with_vpn',
  ],
  ['whatsapp works only with vpn in moscow, beeline', 'whatsapp', 'moscow', 'beeline', 'vpn_only'],
  ['ьеы казань вотсап лежит', 'whatsapp', 'kazan', 'mts', 'fails'],
  ['vnc kazan whatsapp down', 'whatsapp', 'kazan', 'mts', 'fails'],
  ['телега питер билайн ок', 'telegram', 'saint-petersburg', 'beeline', 'works'],
  ['max в перми работает отлично ростелеком', 'max', 'perm', 'rostelecom', 'works'],
  ['сегодня тг не работал, омск, т2', 'telegram', 'omsk', 't2', 'fails'],
  ['Киров Калужская вотсап не работает', 'whatsapp', 'kirov-klu', null, 'fails'],
  ['вотсап в кирове не работает', 'whatsapp', 'kirov', null, 'fails'],
  ['звонки в вотсапе не проходят, Ростов, мтс', 'whatsapp', 'rostov-on-don', 'mts', 'fails', ['voice-calls']],
  ['всё кроме звонков работает в телеге, тверь', 'telegram', 'tver', null, 'fails', ['voice-calls']],
  ['vatsap ne rabotaet v kazani', 'whatsapp', 'kazan', null, 'fails'],
  ['discord down', 'discord', null, null, 'fails'],
  ['впн не работает, казань', 'vpn', 'kazan', null, 'fails'],
  ['ютуб тормозит ростелеком, Нижний Тагил', 'youtube', 'nizhny-tagil', 'rostelecom', 'fails', ['slow']],
  [
    'белый список только, мобильный интернет, Белгород, мтс',
    'mobile-internet',
    'belgorod',
    'mts',
    'fails',
    ['whitelist'],
  ],
  ['WhatsApp\u200B каз\u0301ань МТС не работает', 'whatsapp', 'kazan', 'mts', 'fails'],
];

describe('a report', () => {
  test.each(REPORTS.filter(([line]) => line !== '/report'))(
    '%s',
    (line, service, city, carrier, outcome, symptoms = []) => {
      const reading = reader.read(line);
      expect(reading).toMatchObject({ service, city, carrier, outcome });
      expect(reading?.symptoms.filter((id) => id !== 'cannot-connect')).toEqual(symptoms);
    },
  );

  test('names a region alone, who told it, when, and over which network', () => {
    expect(reader.read('в Татарстане не работает мобильный интернет, мегафон')).toMatchObject({
      city: null,
      region: 'RU-TA',
      network: 'mobile',
    });
    expect(reader.read('у мамы в Самаре вотсап не работает')).toMatchObject({ told: true, city: 'samara' });
    expect(reader.read('вчера вечером MAX лежал в Уфе')).toMatchObject({
      when: { day: -1, part: 'evening' },
    });
    expect(reader.read('max в перми работает, домашний интернет')).toMatchObject({ network: 'fixed' });
  });

  test('leaves words that nothing explains, so that one can ask', () => {
    expect(reader.readArguments('вотсап казнь мтс').unread).toEqual(['казнь']);
    expect(reader.readArguments('вотсап казнь мтс').city).toBeNull();
  });
});

/** Said only beside a verb, or the name of a service as well. */
const SAID_WITH_OTHERS =
  /\.\.\.$|^(?:facetime video|log in|app store|аппстор|google play|гугл плей|плей маркет|смс не уходят в чат)$/;

test('every alias of a symptom is understood as it', () => {
  const missed = catalog.symptoms.flatMap(({ id, aliases }) =>
    aliases.filter(
      (alias) =>
        !SAID_WITH_OTHERS.test(alias) &&
        !reader.readArguments(`вотсап, казань, ${alias}`).symptoms.includes(id),
    ),
  );
  expect(missed).toEqual([]);
});

test('an explanation gives the words of each field', () => {
  const { reading, because } = reader.explain('В Туле на билайне ватсап не грузит фото');
  expect(reading).toMatchObject({ service: 'whatsapp', symptoms: ['media'] });
  expect(because).toMatchObject({
    service: ['ватсап'],
    city: ['туле'],
    carrier: ['билайне'],
    symptoms: ['фото'],
    status: ['грузит'],
  });
});

test('a field is likely where it was guessed', () => {
  expect(reader.read('вотсап лежит, Казань')?.confidence).toMatchObject({
    service: 'certain',
    city: 'certain',
  });
  expect(reader.read('макс лежит, Красноярк')?.confidence).toMatchObject({
    service: 'likely',
    city: 'likely',
  });
});

test.each([
  ['сызранский билайн, вотсап лежит', 'syzran'],
  ['тг в питерском метро не грузит', 'saint-petersburg'],
  ['живу в Елабуге, номер московский, ютуб не грузит', 'yelabuga'],
  ['родилась в Омске, живу в Анапе, телега лежит', 'anapa'],
  ['дед в Шуе, я в Москве, вотсап не грузит', 'moscow'],
  ['Троицк, который московский: ютуб лежит', 'troitsk-mow'],
  ['в Белогорске, который крымский, макс лежит', 'belogorsk-43'],
  ['Краснодон, телега не отправляет', null],
])('the town of %j', (line, city) => {
  expect(reader.read(line)).toMatchObject({ city });
});

test.each([
  ['телега без впна кирпич, а с впном ласточка, Псков', 'vpn_only', []],
  ['твиттер открылся, а картинки серыми квадратами. Королёв', 'fails', ['media']],
  ['в вайбере она меня слышит, а я её нет, Тула', 'fails', ['voice-calls']],
  ['на билайне телега работает, на мтс нет, Коломна', 'fails', []],
  ['не могу сказать, что телега лежит: работает, Ковров', 'works', []],
  ['раньше ютуб работал без впн, теперь только с ним, Выборг', 'vpn_only', []],
  ['телега опять: соединение... Тверь', 'fails', ['cannot-connect']],
  ['гугл мит: голоса есть, видео ни у кого, Губкин', 'fails', ['video-calls']],
  ['макс? не жалуюсь. Стерлитамак', 'works', []],
])('what %j comes to', (line, outcome, symptoms) => {
  expect(reader.read(line)).toMatchObject({ outcome, symptoms });
});

test('where two networks differ, the failing one is told of', () => {
  expect(reader.read('телеграм на мегафоне ок, на т2 мертв, Ковров')).toMatchObject({ carrier: 't2' });
});

describe('no report', () => {
  test.each([
    'всем привет',
    'спасибо',
    'у кого работает вотсап?',
    'работает ли телега в казани',
    'напиши мне в телегу',
    'скинь в вотсап',
    'макс пришел домой',
    'сигнал пропал в метро',
    'как подключить впн',
    'подпишись на t.me/канал',
    'купи впн недорого https://x.y',
    'завтра созвон в зуме',
    'когда починят вотсап',
    'почему не работает телеграм',
    '',
    '   ',
    '!!!',
    '123',
    'казань',
    'мтс',
    'hello',
    'is whatsapp down?',
    'anyone else having problems with telegram',
    'call me on whatsapp tomorrow',
    'why is discord slow',
    'лифт опять сломан, пишите в телегу',
    'Артём пишет в вотсапе, что опоздает',
    'СМИ: сбой в работе YouTube',
    'она меня в вотсапе заблокировала, одна галочка теперь навсегда',
    'сдала сессию на отлично, еду в Курск',
  ])('%s', (line) => {
    expect(reader.read(line)).toBeNull();
  });

  test('hostile input is read in time and without a crash', () => {
    for (const line of [
      '\uD800',
      '\u0000'.repeat(5000),
      'вотсап '.repeat(20_000),
      '\uFDFA'.repeat(4096),
      'а\u0301'.repeat(50_000),
      '👨‍👩‍👧'.repeat(3000),
    ]) {
      expect(() => reader.read(line)).not.toThrow();
      expect(() => reader.readArguments(line)).not.toThrow();
    }
  });
});
