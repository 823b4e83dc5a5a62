import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { exportReports } from '../../src/exchange/export-reports.ts';
import { ImportStopped, importReports } from '../../src/exchange/import-reports.ts';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/folder.ts';

const catalog = loadCatalog();
const root = temporaryFolder();
const NOW = Date.parse('2026-11-24T00:00:00Z') / 1000;
let folders = 0;

const openNew = () => {
  const folder = join(root, `${folders++}`);
  return openStore({
    file: join(folder, 'data', 'r.db'),
    keyFile: join(folder, 'keys', 'k'),
    catalog,
    now: NOW,
  });
};
const line = (at: string, changes: object = {}) =>
  JSON.stringify({ at, service: 'whatsapp', outcome: 'fails', reporter: 'anna', city: 'kazan', ...changes });

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function load(lines: readonly string[], strict = false) {
  const store = await openNew();
  const bad: string[] = [];
  const run = () =>
    importReports(store, catalog, from(lines), {
      strict,
      now: NOW,
      badLine: (number, reason) => bad.push(`${number} ${reason}`),
    });
  return { store, bad, run };
}

async function exported(store: Awaited<ReturnType<typeof openNew>>) {
  const lines: Record<string, unknown>[] = [];
  for await (const text of exportReports(store)) lines.push(JSON.parse(text));
  return lines;
}

describe('import', () => {
  test('keeps every line once, however often it is given', async () => {
    const lines = Array.from({ length: 2500 }, (_, n) =>
      line('2026-11-20T10:00:00Z', {
        reporter: `p${n % 900}`,
        service: ['whatsapp', 'telegram', 'max'][n % 3],
      }),
    );
    const { store, run } = await load(lines);
    const first = await run();
    expect(first.added + first.known).toBe(2500);
    expect(await run()).toEqual({ added: 0, known: 2500, bad: 0 });
    await store.close();
  });

  test('decides who is established as if they had come in live, in order or not', async () => {
    const days = ['01', '07', '08', '15'].map((day) => line(`2026-11-${day}T10:00:00Z`));
    for (const lines of [days, days.toReversed()]) {
      const { store, run } = await load(lines);
      await run();
      const counted = [...(await store.reports.counted({ start: NOW - 30 * 86_400, end: NOW }))].flat();
      expect(counted.map(({ established }) => established)).toEqual([false, false, true, true]);
      await store.close();
    }
  });

  test('tells bad lines with number and reason, and goes on', async () => {
    const { store, bad, run } = await load([
      'nonsense',
      line('2026-11-20T10:00:00Z', { service: 'pigeon' }),
      line('2031-01-01T00:00:00Z'),
      line('2026-11-20T10:00:00Z', { outcome: 'maybe' }),
      line('2026-11-20T10:00:00Z'),
    ]);
    expect(await run()).toEqual({ added: 1, known: 0, bad: 4 });
    expect(bad.map((text) => text.split(':')[0])).toEqual(['1 not JSON', '2 service', '3 at', '4 outcome']);
    expect(bad.join()).not.toMatch(/pigeon|nonsense|maybe/);
    await store.close();
  });

  test('stops at a bad line when strict, and keeps what came before it', async () => {
    const { store, run } = await load(
      [line('2026-11-20T10:00:00Z'), 'nonsense', line('2026-11-21T10:00:00Z')],
      true,
    );
    await expect(run()).rejects.toThrow(ImportStopped);
    expect(await exported(store)).toHaveLength(1);
    await store.close();
  });
});

describe('export', () => {
  test('gives back what was imported, states included, and joins with no other export', async () => {
    const lines = [
      line('2026-11-20T10:07:31Z', {
        carrier: 'mts',
        network: 'mobile',
        symptoms: ['media'],
        platform: 'telegram',
      }),
      line('2026-11-20T11:00:00Z', { state: 'held' }),
      line('2026-11-20T12:00:00Z', { state: 'purged', city: null, region: 'RU-TA', told: true }),
    ];
    const { store, run } = await load(lines);
    await run();
    const first = await exported(store);
    expect(first[0]).toEqual({
      at: '2026-11-20T10:00:00Z',
      service: 'whatsapp',
      outcome: 'fails',
      reporter: expect.stringMatching(/^[0-9a-f]{32}$/),
      city: 'kazan',
      region: null,
      carrier: 'mts',
      network: 'mobile',
      symptoms: ['media'],
      told: false,
      platform: 'telegram',
      state: 'counted',
    });
    expect(first.map(({ state }) => state)).toEqual(['counted', 'held', 'purged']);
    expect(first[2]).toMatchObject({ city: null, region: 'RU-TA', told: true });
    expect((await exported(store))[0]?.reporter).not.toBe(first[0]?.reporter);
    await store.close();
  });
});
