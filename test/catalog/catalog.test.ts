import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createNearest } from '../../src/catalog/nearest.ts';
import { wordsOf } from '../../src/catalog/normalise.ts';
import { loadCues } from '../../src/catalog/reader/cues/cue-book.ts';
import { expandPattern } from '../../src/catalog/reader/cues/cue-patterns.ts';
import { createShorthand } from '../../src/catalog/shorthand.ts';
import { formatDraft } from '../../src/commands/draft.ts';

const catalog = loadCatalog();
const tables = [catalog.services, catalog.symptoms, catalog.carriers, catalog.cities, catalog.regions];

describe('the catalog', () => {
  test.each(['services', 'symptoms', 'carriers', 'cities', 'regions'] as const)(
    '%s have ids and codes of their own',
    (table) => {
      const rows: readonly { id: string; code: number; name: { ru: string; en: string } }[] = catalog[table];
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
      for (const { id, code, name } of rows) {
        expect(id).toMatch(table === 'regions' ? /^[A-Z]{2}-[A-Z0-9]{2,3}$/ : /^[a-z0-9-]+$/);
        expect(Number.isInteger(code) && code >= 1).toBe(true);
        expect(name.ru && name.en).toBeTruthy();
      }
    },
  );

  test('codes that rows and buttons rely on stay as they are', () => {
    const codeOf = (rows: readonly { id: string; code: number }[], id: string) =>
      rows.find((row) => row.id === id)?.code;
    expect(
      tables.map((rows) => [rows[0]?.id, rows[0]?.code, rows.at(-1)?.id, rows.at(-1)?.code]),
    ).toMatchInlineSnapshot(`
[
  [
    "whatsapp",
    1,
    "vpn",
    46,
  ],
  [
    "cannot-connect",
    1,
    "whitelist",
    12,
  ],
  [
    "mts",
    1,
    "ivstar",
    66,
  ],
  [
    "moscow",
    1,
    "verkhoyansk",
    1232,
  ],
  [
    "RU-AD",
    1,
    "UA-40",
    85,
  ],
]
`);
    expect(codeOf(catalog.services, 'max')).toBe(3);
  });

  test('names that are safe belong to one service and one carrier', () => {
    for (const rows of [catalog.services, catalog.carriers]) {
      const owners = Map.groupBy(
        rows.flatMap(({ id, aliases }) => aliases.map((alias) => ({ id, alias: wordsOf(alias).join(' ') }))),
        ({ alias }) => alias,
      );
      const shared = [...owners].filter(([, found]) => new Set(found.map(({ id }) => id)).size > 1);
      expect(shared.map(([alias]) => alias)).toEqual([]);
    }
  });

  test('every city is in a region of the catalog and in a zone that exists; restrictions name services', () => {
    const regions = new Set(catalog.regions.map(({ id }) => id));
    for (const city of catalog.cities) expect(regions.has(city.regionId)).toBe(true);
    for (const zone of new Set(catalog.cities.map(({ timezone }) => timezone))) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    }
    const services = new Set(catalog.services.map(({ id }) => id));
    for (const { service, since } of catalog.restrictions) {
      expect(services.has(service)).toBe(true);
      expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

describe('short forms', () => {
  const shorthand = createShorthand(catalog);
  const ids = (rows: readonly { id: string }[]) => fc.constantFrom(...rows.map(({ id }) => id));

  test('bring every dialog’s command back, within a button’s 64 bytes', () => {
    const drafts = fc.record({
      service: ids(catalog.services),
      outcome: fc.constantFrom('works' as const, 'fails_with_vpn' as const),
      city: ids(catalog.cities),
      carrier: ids(catalog.carriers),
      network: fc.constantFrom('mobile' as const, 'fixed' as const),
      told: fc.constant(true),
      symptoms: fc.subarray(catalog.symptoms.map(({ id }) => id)),
      at: fc.integer({ min: 1_900_000, max: 2_200_000 }).map((bucket) => bucket * 900),
      replaces: fc.integer({ min: 1_900_000, max: 2_200_000 }).map((bucket) => bucket * 900),
    });
    fc.assert(
      fc.property(drafts, fc.constantFrom('/report', '/amend', '/list carrier 12'), (draft, name) => {
        const command = `${name} ${formatDraft(draft)}`;
        const packed = shorthand.pack(command);
        expect(packed).toMatch(/^[\w-]{1,64}$/);
        expect(shorthand.unpack(packed)).toBe(command);
      }),
      { seed: 3 },
    );
  });

  test('bring free words back, and make nothing of what they did not write', () => {
    for (const command of [
      '/purge #a7k n:12 yes',
      '/purge s:max f:zzzz u:zzzz n:3 yes',
      '/undo 12',
      '/language ru',
      '/retract 1abcd',
    ]) {
      expect(shorthand.unpack(shorthand.pack(command))).toBe(command);
    }
    fc.assert(fc.property(fc.string(), (data) => expect(() => shorthand.unpack(data)).not.toThrow()));
    for (const data of ['', 'a'.repeat(65), 's~', 'zz', 'szzzz', '--'])
      expect(shorthand.unpack(data)).toBeNull();
  });
});

test('a word that is no name gets the likest ones', () => {
  const nearest = createNearest(catalog);
  expect(nearest('city', ['казнь'])[0]).toBe('kazan');
  expect(nearest('city', ['nizhni', 'novgorod'])[0]).toBe('nizhny-novgorod');
  expect(nearest('service', ['воцаппп'])[0]).toBe('whatsapp');
  expect(nearest('carrier', ['мегафн'])[0]).toBe('megafon');
  expect(nearest('city', [])).toEqual([]);
});

test('no pattern of cues stands for thousands of phrases, which would cost memory', () => {
  const large = Object.values(loadCues())
    .flat()
    .filter((pattern) => expandPattern(pattern).length > 2000);
  expect(large).toEqual([]);
});
