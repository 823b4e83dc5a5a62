import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { Doc } from '../../src/chat/doc.ts';
import { createDigests } from '../../src/digest/digest.ts';
import { NO_NOTES } from '../../src/digest/notes.ts';
import { NO_MEMORY } from '../../src/domain/settle-day.ts';
import { createTexts } from '../../src/locales/texts.ts';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/folder.ts';
import { cell, dayOf, silent } from './cells.ts';

const folder = temporaryFolder();
const catalog = loadCatalog();
const store = await openStore({
  file: join(folder, 'rollcall.db'),
  keyFile: join(folder, 'rollcall.key'),
  catalog,
  now: 0,
});
afterAll(() => store.close());

const digests = createDigests({
  store,
  catalog,
  texts: createTexts(),
  k: 5,
  send: async () => '1',
  alert: async () => undefined,
  pictureFailed: (error) => {
    throw error;
  },
  repeatable: () => false,
});

function textOf({ lines }: Doc): string {
  return lines.map(({ spans }) => spans.join('')).join('\n');
}

test('a digest is held against the closed days before it, of its own zone', async () => {
  const blocked = (works: number) => cell('telegram', { state: 'blocked', since: '2026-10-01', works });
  const today = dayOf([blocked(0.3), silent('signal')], { zone: 'Asia/Omsk' });
  const alone = textOf(await digests.show(today, 'en'));
  const freeze = (day: string, zone = today.zone) =>
    store.results.freeze(dayOf([blocked(0.1), silent('signal')], { day, zone }), NO_MEMORY);

  await freeze('2026-11-19');
  await freeze('2026-11-20', 'Europe/Moscow');
  expect(textOf(await digests.show(today, 'en'))).toBe(alone);

  await freeze('2026-11-20');
  const text = textOf(await digests.show(today, 'en'));
  expect(alone).not.toContain('yesterday');
  expect(text).toContain('Works for 30 % (yesterday 10 %)');
  expect(text).toContain('Signal (third day)');
});

test('a channel hears of silence in its own places, and of all services only where it wants all', async () => {
  const today = dayOf([cell('telegram'), cell('telegram', { region: 'RU-SVE' })]);
  const shown = async (places: string[], services: string[] | null) =>
    textOf(await digests.show(today, 'en', NO_NOTES, { places, services }));
  expect(await shown(['kazan', 'RU-TA', 'yekaterinburg'], null)).toContain(
    'Too few answers about any service: in the Republic of Tatarstan.',
  );
  expect(await shown(['kazan'], ['telegram'])).not.toContain('Too few');
});
