import { describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { lastDue } from '../../src/digest/schedule.ts';
import { addDays, daysThrough, localDay } from '../../src/domain/day.ts';
import { importReports } from '../../src/exchange/import-reports.ts';
import { dateText } from '../../src/locales/dates.ts';
import { type Channel, WHOLE_DIGEST } from '../../src/store/channels.ts';
import type { DeliveryState } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/store.ts';
import { folderInMemory } from '../support/folder.ts';
import { seeded } from '../support/indexeddb/random.ts';
import { ring } from './two-years/bare-alarm.ts';
import { type Chats, createChats } from './two-years/chats.ts';
import { drawFate, type Hour } from './two-years/fate.ts';
import { type Instance, openFiles, startInstance } from './two-years/instance.ts';

/** 2026-02-01 00:00 UTC */
const START = 1_769_904_000;
const DAYS = 730;
const DAY = 86_400;
/** Berlin's hour is the one that its clocks leave out in March and have twice in October. */
const CHANNELS = [
  { platform: 'telegram', zone: 'Europe/Berlin', digestAt: '02:00' },
  { platform: 'telegram', zone: 'Asia/Kamchatka', digestAt: '09:00' },
  { platform: 'matrix', zone: 'Europe/Moscow', digestAt: '09:00' },
  { platform: 'matrix', zone: 'Asia/Kolkata', digestAt: '09:30' },
];

/** Days that a channel was owed, by what became of them. */
interface Account {
  owed: number;
  posted: number;
  late: number;
  /** Too old to post: named in a later digest and told apart in the ledger. */
  named: number;
  /** Of which those on duty were told that nobody knows. */
  unknown: number;
  missing: number;
  doubled: number;
}

const NOTHING: Account = { owed: 0, posted: 0, late: 0, named: 0, unknown: 0, missing: 0, doubled: 0 };

describe('two years of four channels, with all that befalls a host', () => {
  const folder = folderInMemory();

  test('every local day is accounted for once; a bare alarm at the hour misses and doubles', async () => {
    const channels = await prepare(folder);
    const random = seeded(1);
    const fate = drawFate(START, DAYS, random);
    const chats = createChats(random);
    const told: string[] = [];
    await live(folder, fate, chats, (day) => told.push(day));

    const store = await openFiles(folder, START + DAYS * DAY);
    const ours = { ...NOTHING };
    for (const channel of channels) await account(ours, channel, store, chats, told);
    await store.close();
    const alarm = channels.map((channel) => accountAlarm(channel, fate)).reduce(add);
    process.stdout.write(`${JSON.stringify({ hours: count(fate), ours, alarm })}\n`);

    expect(ours).toMatchObject({ missing: 0, doubled: 0 });
    expect(ours.owed).toBeGreaterThanOrEqual(DAYS * CHANNELS.length);
    // Whatever can happen did happen.
    for (const kind of ['late', 'named', 'unknown'] as const) expect(ours[kind]).toBeGreaterThan(0);
    expect(alarm.missing).toBeGreaterThan(0);
    expect(alarm.doubled).toBeGreaterThan(0);
    // Some seconds of work, which a machine that others use draws out.
  }, 300_000);
});

/** Channels, and a few reports now and then, so that there are days to close. */
async function prepare(folder: string): Promise<Channel[]> {
  const store = await openFiles(folder, START);
  for (const { platform, zone, digestAt } of CHANNELS)
    await store.channels.seed({
      ...WHOLE_DIGEST,
      pictures: false,
      platform,
      chatId: zone,
      language: 'en',
      zone,
      digestAt,
      firstDay: localDay(START, zone),
    });
  async function* lines() {
    for (let day = 0; day < DAYS; day += 5)
      for (let person = 0; person < 8; person++)
        yield JSON.stringify({
          at: new Date((START + day * DAY + person * 3600) * 1000).toISOString(),
          service: 'telegram',
          outcome: 'works',
          reporter: `p${person}`,
          city: 'kazan',
        });
  }
  const badLine = (number: number, reason: string) => {
    throw new Error(`line ${number}: ${reason}`);
  };
  await importReports(store, loadCatalog(), lines(), {
    strict: true,
    now: START + DAYS * DAY,
    badLine,
  });
  const channels = await store.channels.list();
  await store.close();
  return channels;
}

/** Runs the program through it; at the end it runs until nothing is owed. */
async function live(
  folder: string,
  fate: readonly Hour[],
  chats: Chats,
  alert: (day: string) => void,
): Promise<void> {
  let running: Instance[] = [];
  const stop = async (instances: readonly Instance[]) => {
    for (const instance of instances) await instance.end();
  };
  const last = START + DAYS * DAY + DAY;
  const quiet = Array.from(
    { length: 10 },
    () => ({ clock: last, copies: 1, restarted: false, wakes: true }) as const,
  );
  for (const { clock, copies, restarted, wakes } of [...fate, ...quiet]) {
    await stop(running.splice(restarted ? 0 : copies));
    if (!wakes) continue;
    while (running.length < copies) running.push(await startInstance(folder, clock, chats, alert));
    for (const instance of running) await instance.house(clock);
    const alive = await Promise.all(running.map((instance) => instance.post(clock)));
    await stop(running.filter((_, index) => !alive[index]));
    running = running.filter((_, index) => alive[index]);
  }
  await stop(running);
}

async function account(
  sum: Account,
  channel: Channel,
  store: Store,
  chats: Chats,
  told: readonly string[],
): Promise<void> {
  const ledger = await store.deliveries.daysFrom(channel.id, channel.firstDay);
  const posts = Map.groupBy(
    chats.posts.filter(({ chatId }) => chatId === channel.chatId),
    ({ day }) => day,
  );
  const named = daysNamed(
    ledger,
    [...posts.values()].flat().map(({ text }) => text),
  );
  for (const day of daysOwed(channel)) {
    const times = posts.get(day)?.length ?? 0;
    sum.owed += 1;
    sum.doubled += Math.max(0, times - 1);
    if (posts.get(day)?.[0]?.text.includes('This digest is late')) sum.late += 1;
    if (times > 0) sum.posted += 1;
    else if (named.has(day)) sum.named += 1;
    else if (ledger.get(day) === 'unknown' && told.includes(day)) sum.unknown += 1;
    else sum.missing += 1;
  }
}

/** @returns the skipped days of the ledger that some post names, in whole spans */
function daysNamed(ledger: ReadonlyMap<string, DeliveryState>, posts: readonly string[]): Set<string> {
  const skipped = [...ledger.keys()].filter((day) => ledger.get(day) === 'skipped').sort();
  const named = new Set<string>();
  for (const first of skipped) {
    const span: string[] = [];
    for (let day = first; ledger.get(day) === 'skipped'; day = addDays(day, 1)) span.push(day);
    const text = spanText(span);
    if (posts.some((post) => post.includes(text))) for (const day of span) named.add(day);
  }
  return named;
}

function spanText(span: readonly string[]): string {
  const [first, last] = [span[0] as string, span.at(-1) as string];
  const from = dateText(first, 'en', last);
  return span.length === 1
    ? `There was no digest of ${from}`
    : `There were no digests from ${from} to ${dateText(last, 'en', last)}`;
}

function accountAlarm(channel: Channel, fate: readonly Hour[]): Account {
  const posts = new Map<string, number>();
  for (const { clock, copies } of fate) {
    const day = copies > 0 ? ring(channel, clock) : null;
    if (day !== null) posts.set(day, (posts.get(day) ?? 0) + copies);
  }
  const sum = { ...NOTHING };
  for (const day of daysOwed(channel)) {
    const times = posts.get(day) ?? 0;
    sum.owed += 1;
    sum.doubled += Math.max(0, times - 1);
    sum[times > 0 ? 'posted' : 'missing'] += 1;
  }
  return sum;
}

/** The days that were due by the end of the two years. */
function daysOwed(channel: Channel): string[] {
  return daysThrough(channel.firstDay, lastDue(channel, START + DAYS * DAY + DAY));
}

function add(a: Account, b: Account): Account {
  const keys = Object.keys(a) as (keyof Account)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Account;
}

function count(fate: readonly Hour[]): Record<string, number> {
  const many = (is: (hour: Hour, index: number) => boolean) => fate.filter(is).length;
  return {
    all: fate.length,
    down: many(({ copies }) => copies === 0),
    twice: many(({ copies }) => copies === 2),
    restarts: many(({ restarted, copies }) => restarted && copies > 0),
    clockWrong: many(({ clock }, index) => clock !== START + index * 3600),
  };
}
