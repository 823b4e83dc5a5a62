import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { selectFor, type Wish } from '../../src/digest/selection.ts';
import { cellKey } from '../../src/domain/cell.ts';
import { FUNCTIONS } from '../../src/domain/report.ts';
import { type PublishedCell, STATES } from '../../src/domain/result.ts';
import { cell, dayOf } from './cells.ts';

const catalog = loadCatalog();
const regions = new Map(catalog.cities.map(({ id, regionId }) => [id, regionId]));
const regionOf = (city: string) => regions.get(city);
const EVERYTHING: Wish = { places: null, services: null };

const KAZAN = { region: 'RU-TA', city: 'kazan' };
const DAY = dayOf([
  cell('whatsapp'),
  cell('whatsapp', { carrier: 'mts' }),
  cell('whatsapp', { region: 'RU-TA' }),
  cell('whatsapp', { ...KAZAN }),
  cell('whatsapp', { ...KAZAN, carrier: 'mts' }),
  cell('whatsapp', { region: 'RU-TA', city: 'naberezhnye-chelny' }),
  cell('whatsapp', { region: 'RU-SVE' }),
  cell('telegram'),
  cell('telegram', { region: 'RU-TA', carrier: 'mts' }),
]);

function keysFor(wish: Partial<Wish>): string[] {
  return selectFor(DAY, { ...EVERYTHING, ...wish }, regionOf).cells.map(cellKey);
}

describe('a channel gets', () => {
  test('everything when it chose nothing', () => {
    expect(keysFor({})).toEqual(DAY.cells.map(cellKey));
  });

  test('of a city the city, its region and the country, with their carriers, and no other place', () => {
    expect(keysFor({ places: ['kazan'] })).toEqual([
      'whatsapp////',
      'whatsapp////mts',
      'whatsapp//RU-TA//',
      'whatsapp//RU-TA/kazan/',
      'whatsapp//RU-TA/kazan/mts',
      'telegram////',
      'telegram//RU-TA//mts',
    ]);
  });

  test('of a region all towns in it', () => {
    expect(keysFor({ places: ['RU-TA'] })).toContain('whatsapp//RU-TA/naberezhnye-chelny/');
    expect(keysFor({ places: ['RU-TA'] })).not.toContain('whatsapp//RU-SVE//');
  });

  test('only the services that it chose', () => {
    expect(keysFor({ services: ['telegram'], places: ['RU-SVE'] })).toEqual(['telegram////']);
  });
});

describe('two channels held against one another', () => {
  const place = fc.constantFrom('RU-TA', 'RU-SVE', 'kazan', 'yekaterinburg', 'naberezhnye-chelny', 'moscow');
  const service = fc.constantFrom('whatsapp', 'telegram', 'max');
  const wish: fc.Arbitrary<Wish> = fc.record({
    places: fc.option(fc.uniqueArray(place)),
    services: fc.option(fc.uniqueArray(service)),
  });
  const anyCell: fc.Arbitrary<PublishedCell> = fc
    .record({
      service,
      function: fc.constantFrom(null, ...FUNCTIONS),
      carrier: fc.constantFrom(null, 'mts', 'beeline'),
      city: fc.option(fc.constantFrom(...catalog.cities.slice(0, 8), ...catalog.cities.slice(20, 24))),
      state: fc.constantFrom(...STATES),
      works: fc.constantFrom(0, 0.35, 0.95),
    })
    .map(({ service: id, city, ...rest }) =>
      cell(id, { ...rest, city: city?.id ?? null, region: city?.regionId ?? null }),
    );

  test('show cells of the one set only, each as it stands there', () => {
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 40 }), wish, wish, (cells, one, other) => {
        const day = dayOf(cells);
        const frozen = new Set(day.cells);
        const before = JSON.stringify(day);
        for (const chosen of [one, other]) {
          const { cells: shown, ...rest } = selectFor(day, chosen, regionOf);
          // The same objects: nothing was made anew, and nothing shown twice.
          expect(shown.every((each) => frozen.has(each))).toBe(true);
          expect(new Set(shown).size).toBe(shown.length);
          expect({ ...rest, cells: day.cells }).toEqual(day);
        }
        expect(JSON.stringify(day)).toBe(before);
      }),
    );
  });
});
