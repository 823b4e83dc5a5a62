import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { Doc } from '../../src/chat/doc.ts';
import { createDigests, type Digests } from '../../src/digest/digest.ts';
import { addDays, instantOf } from '../../src/domain/day.ts';
import type { Report } from '../../src/domain/report.ts';
import type { PublishedCell } from '../../src/domain/result.ts';
import { NO_MEMORY } from '../../src/domain/settle-day.ts';
import { createTexts } from '../../src/locales/texts.ts';
import { type NewChannel, WHOLE_DIGEST } from '../../src/store/channels.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { renderDoc } from '../../src/transports/console.ts';
import { temporaryFolder } from '../support/folder.ts';
import { cell, dayOf } from './cells.ts';

const root = temporaryFolder();
const catalog = loadCatalog();
const FIRST = '2026-11-21';

const CHANNEL: NewChannel = {
  platform: 'telegram',
  chatId: '-100',
  language: 'ru',
  zone: 'Europe/Moscow',
  digestAt: '09:00',
  firstDay: FIRST,
  ...WHOLE_DIGEST,
  pictures: false,
};

const REPORT: Report = {
  at: instantOf(FIRST, '12:00', CHANNEL.zone),
  service: 'telegram',
  outcome: 'works',
  region: null,
  city: null,
  carrier: null,
  network: null,
  symptoms: [],
  told: false,
};

interface Posting {
  readonly store: Store;
  readonly digests: Digests;
  readonly posts: { chatId: string; text: string }[];
  /** Freezes a day as it is told. */
  close(day: string, cells: readonly PublishedCell[], gaps?: { from: string; to: string }[]): Promise<void>;
  /** Posts what is due at that time of the day after. */
  postAfter(day: string, time?: string, zone?: string): Promise<void>;
}

async function openPosting(...channels: readonly Partial<NewChannel>[]): Promise<Posting> {
  const own = mkdtempSync(join(root, 'posting-'));
  const store = await openStore({
    file: join(own, 'data', 'rollcall.db'),
    keyFile: join(own, 'keys', 'rollcall.key'),
    catalog,
    now: instantOf(FIRST, '12:00', 'Europe/Moscow'),
  });
  for (const changes of channels) await store.channels.add({ ...CHANNEL, ...changes });
  const posts: Posting['posts'] = [];
  const digests = createDigests({
    store,
    catalog,
    texts: createTexts(),
    k: 5,
    send: async (_, chatId, doc: Doc) => {
      posts.push({ chatId, text: doc.picture?.alt ?? renderDoc(doc) });
      return String(posts.length);
    },
    alert: async () => {},
    pictureFailed: (error) => {
      throw error;
    },
    repeatable: () => false,
  });
  return {
    store,
    digests,
    posts,
    close: (day, cells, gaps = []) => store.results.freeze(dayOf(cells, { day, gaps }), NO_MEMORY),
    postAfter: (day, time = '09:00', zone = CHANNEL.zone) =>
      digests.postDue('telegram', instantOf(addDays(day, 1), time, zone)),
  };
}

const dayIn = (text: string) => Number(/(\d+) ноября/.exec(text)?.[1]);
const numberIn = (text: string) => /№ (\S+)/.exec(text)?.[1];

const broken = (service: string, changes: Partial<PublishedCell> = {}) =>
  cell(service, { state: 'broke', since: FIRST, works: 0.2, fails: 0.8, ...changes });
const stillBroken = (service: string) =>
  cell(service, { state: 'still_broken', since: '2026-11-11', works: 0.2, fails: 0.8 });

describe('a channel with places and services of its own', () => {
  const CELLS = [
    cell('telegram'),
    broken('telegram', { region: 'RU-TA', city: 'kazan' }),
    broken('telegram', { region: 'RU-SVE', city: 'yekaterinburg' }),
    broken('max'),
    cell('signal', { state: 'too_few', people: null, works: null }),
    cell('zangi', { state: 'too_few', people: null, works: null }),
  ];

  test('is posted them and nothing else, under the number that all have', async () => {
    const { posts, close, postAfter } = await openPosting(
      { chatId: '-1' },
      { chatId: '-2', places: ['RU-TA'], services: ['telegram', 'zangi'] },
    );
    await close(FIRST, CELLS);
    await postAfter(FIRST);
    const [all, own] = ['-1', '-2'].map((id) => posts.find(({ chatId }) => chatId === id)?.text ?? '');
    expect(all).toMatch(/в Казани[\s\S]*MAX|MAX[\s\S]*в Казани/);
    expect(all).toContain('в Екатеринбурге');
    expect(own).toContain('Telegram в Казани');
    expect(own).not.toMatch(/Екатеринбург|MAX|Signal/);
    // One that was chosen is named, however few look for it elsewhere.
    expect(own).toContain('Мало ответов: Zangi.');
    expect(numberIn(own ?? '')).toBe(numberIn(all ?? ''));
  });
});

describe('a channel without quiet days', () => {
  const SAME = [cell('telegram'), stillBroken('whatsapp')];
  const days = [0, 1, 2, 3, 4].map((count) => addDays(FIRST, count));
  const [d0 = '', d1 = '', d2 = '', d3 = '', d4 = ''] = days;

  test('is posted a day when something changed, and told how many were left out', async () => {
    const { posts, close, postAfter, store } = await openPosting({ skipQuiet: true });
    for (const day of [d0, d1, d2]) await close(day, SAME);
    await close(d3, [broken('telegram'), stillBroken('whatsapp')]);
    for (const day of [d0, d1, d2, d3]) await postAfter(day);
    expect(posts.map(({ text }) => dayIn(text))).toEqual([21, 24]);
    expect(posts[1]?.text).toContain('2 дня прошли без сводки');
    expect([...(await store.deliveries.daysFrom(1, d0)).values()]).toEqual([
      'sent',
      'skipped',
      'skipped',
      'sent',
    ]);
  });

  test('counts them after a downtime too, apart from days that were missed', async () => {
    const { posts, close, postAfter } = await openPosting({ skipQuiet: true });
    for (const day of days) await close(day, SAME);
    await postAfter(d4);
    expect(posts.map(({ text }) => dayIn(text))).toEqual([23]);
    expect(posts[0]?.text).toContain('Сводок с 21 ноября по 22 ноября не было');
    const next = addDays(d4, 1);
    await close(next, [broken('telegram'), stillBroken('whatsapp')]);
    await postAfter(next);
    expect(posts[1]?.text).toContain('2 дня прошли без сводки');
    expect(posts[1]?.text).not.toContain('бот не работал');
  });

  test.each([
    ['a trouble since another day', [cell('telegram'), { ...stillBroken('whatsapp'), since: '2026-11-12' }]],
    ['a service that is fine again', [cell('telegram'), cell('whatsapp')]],
    ['a place that is spared', [...SAME, cell('whatsapp', { region: 'RU-TA' })]],
  ])('is posted %s', async (_, cells) => {
    const { posts, close, postAfter } = await openPosting({ skipQuiet: true });
    await close(d0, SAME);
    await close(d1, cells);
    for (const day of [d0, d1]) await postAfter(day);
    expect(posts.map(({ text }) => dayIn(text))).toEqual([21, 22]);
  });

  test('is posted a day on which the bot did not listen all the time', async () => {
    const { posts, close, postAfter } = await openPosting({ skipQuiet: true });
    await close(d0, SAME);
    await close(d1, SAME, [{ from: '03:00', to: '04:30' }]);
    for (const day of [d0, d1]) await postAfter(day);
    expect(posts).toHaveLength(2);
  });

  test('is not held up by what changed elsewhere', async () => {
    const { posts, close, postAfter } = await openPosting({ skipQuiet: true, services: ['telegram'] });
    await close(d0, SAME);
    await close(d1, [cell('telegram'), broken('whatsapp')]);
    for (const day of [d0, d1]) await postAfter(day);
    expect(posts).toHaveLength(1);
  });

  test('is posted every day again once it wants them', async () => {
    const { posts, close, postAfter, store } = await openPosting({ skipQuiet: true });
    for (const day of [d0, d1, d2]) await close(day, SAME);
    for (const day of [d0, d1]) await postAfter(day);
    await store.channels.update(1, { skipQuiet: false });
    await postAfter(d2);
    expect(posts.map(({ text }) => dayIn(text))).toEqual([21, 23]);
    expect(posts[1]?.text).toContain('1 день прошёл без сводки');
  });
});

describe('a channel that changes its zone', () => {
  test('is posted each local day once, from results that are frozen', async () => {
    const { posts, postAfter, store } = await openPosting({ zone: 'Asia/Vladivostok' });
    await store.database.transaction(async () => {
      const { id } = await store.people.admit('telegram', '1', 0);
      await store.reports.add(id, REPORT, { established: true });
    });
    await postAfter(FIRST, '09:00', 'Asia/Vladivostok');
    await store.channels.update(1, { zone: 'Asia/Kolkata', digestAt: '08:30' });
    await postAfter(FIRST, '23:59', 'Asia/Kolkata');
    expect(posts.map(({ text }) => dayIn(text))).toEqual([21]);
    await postAfter(addDays(FIRST, 1), '08:29', 'Asia/Kolkata');
    expect(posts).toHaveLength(1);
    await postAfter(addDays(FIRST, 1), '08:30', 'Asia/Kolkata');
    expect(posts.map(({ text }) => dayIn(text))).toEqual([21, 22]);
    expect(posts[1]?.text).toContain('время GMT+5:30');
    expect((await store.results.newest('Asia/Kolkata'))?.day).toBe(addDays(FIRST, 1));
  });
});

test('the pictures of a channel show what it wants, under its text; one that wants none gets none', async () => {
  const { posts, close, postAfter } = await openPosting(
    { chatId: '-1', pictures: true, services: ['max'] },
    { chatId: '-2' },
  );
  await close(FIRST, [
    broken('whatsapp', { people: '500+' }),
    cell('max'),
    broken('max', { region: 'RU-TA' }),
  ]);
  await postAfter(FIRST);
  const texts = (chat: string) => posts.filter(({ chatId }) => chatId === chat).map(({ text }) => text);
  expect(texts('-2')).toEqual([expect.stringContaining('WhatsApp')]);
  expect(texts('-1')).toEqual([
    expect.not.stringContaining('WhatsApp'),
    expect.stringMatching(/^Карта России, MAX, .*Татарстан/),
    expect.stringMatching(/^Доли людей, .* MAX 95/),
  ]);
});
