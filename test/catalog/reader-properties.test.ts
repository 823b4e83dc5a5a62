import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createReader, type Reading } from '../../src/catalog/reader/reader.ts';
import { HOSTILE } from './lines/hostile.ts';

const catalog = loadCatalog();
const reader = createReader(catalog);
const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
const ids = {
  service: idsOf(catalog.services),
  city: idsOf(catalog.cities),
  carrier: idsOf(catalog.carriers),
  region: idsOf(catalog.regions),
};
const symptoms = idsOf(catalog.symptoms);

/** Words that reports are made of, and any others. */
const talk = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...WORDS()) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    ),
    { maxLength: 30 },
  )
  .map((words) => words.join(' '));

function WORDS(): string[] {
  return (
    'вотсап телега макс впн без с не нет работает грузит фото звонки в на казани москве мтс билайне , . ? но а то ' +
    'только даже кроме всё works not vpn without kazan photos calls down вчера утром у мамы сигнал орёл ьеы vnc piter'
  ).split(' ');
}

function namesOnlyKnownIds(reading: Reading): boolean {
  const named = (['service', 'city', 'carrier', 'region'] as const).every((field) => {
    const id = reading[field];
    return id === null || ids[field].has(id);
  });
  return named && reading.symptoms.every((id) => symptoms.has(id));
}

describe('whatever is written', () => {
  test('the reader does not throw and names only what the catalog has', () => {
    fc.assert(
      fc.property(fc.oneof(talk, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const readings = [reader.read(text), reader.readArguments(text), reader.explain(text).reading];
        for (const reading of readings) if (reading) expect(namesOnlyKnownIds(reading)).toBe(true);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  test.each(Object.entries(HOSTILE))('%s harms nothing', (_, text) => {
    expect(() => reader.read(text)).not.toThrow();
    expect(namesOnlyKnownIds(reader.readArguments(text))).toBe(true);
  });

  test('the same line is read the same, also after others', () => {
    fc.assert(
      fc.property(talk, talk, (text, other) => {
        const first = JSON.stringify(reader.read(text));
        reader.read(other);
        expect(JSON.stringify(reader.read(text))).toBe(first);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

/** A report's names in the catalog's own words; towns and networks of one name are left to their ids' owners. */
const certain = <Row extends { id: string; name: { ru: string } }>(rows: readonly Row[]) =>
  rows.filter(({ id, name }) => {
    const { service, city, carrier } = reader.readArguments(`${name.ru}`);
    return [service, city, carrier].includes(id) && [service, city, carrier].filter(Boolean).length === 1;
  });
const names = fc.record({
  service: fc.constantFrom(...certain(catalog.services).filter(({ id }) => id !== 'vpn')),
  city: fc.constantFrom(...certain(catalog.cities)),
  carrier: fc.constantFrom(...certain(catalog.carriers)),
});

describe('canonical fields', () => {
  test('are read the same in any order', () => {
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('не работает', 'работает', ''),
        ({ service, city, carrier }, state) => {
          const fields = [service.name.ru, city.name.ru, carrier.name.ru, state].filter(
            (field) => field !== '',
          );
          const expected = { service: service.id, city: city.id, carrier: carrier.id };
          for (const order of ordersOf(fields)) {
            const { status, ...reading } = reader.readArguments(order.join(', '));
            expect(reading).toMatchObject(expected);
            expect(status).toBe(state === '' ? null : state === 'работает' ? 'ok' : 'down');
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  test('give themselves again', () => {
    fc.assert(
      fc.property(talk, (text) => {
        const first = reader.readArguments(text);
        const again = reader.readArguments(canonicalOf(first));
        const { service, city, carrier } = first;
        if (isCanonical(first)) expect(again).toMatchObject({ service, city, carrier });
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

function isCanonical({ service, city, carrier }: Reading): boolean {
  const known = (rows: readonly { id: string }[], id: string | null) => id === null || idsOf(rows).has(id);
  return known(catalog.services, service) && known(catalog.cities, city) && known(catalog.carriers, carrier);
}

function canonicalOf({ service, city, carrier }: Reading): string {
  return [service, city, carrier].filter((id) => id !== null).join(', ');
}

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    ordersOf(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  );
}

describe('cost', () => {
  const timeOf = (text: string): number => {
    const start = performance.now();
    reader.readArguments(text);
    return performance.now() - start;
  };
  /** Milliseconds of a short and a long text in turns; the least of many, which a busy machine cannot lower or raise. */
  const costsOf = (short: string, long: string): [number, number] => {
    const times = Array.from({ length: 40 }, () => [timeOf(short), timeOf(long)] as const);
    return [Math.min(...times.map(([first]) => first)), Math.min(...times.map(([, second]) => second))];
  };

  test.each([
    'вотсап не работает, ',
    'не ',
    'без впн не с впн ок ',
    'а',
    'aaaaa ',
    'казань,мтс,',
    '?! ',
    "ab'cd;",
  ])('grows with the length and no faster: %j', (piece) => {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    const [short, long] = costsOf(text(256), text(2048));
    // Eight times the text; four times as much again for noise. A square would be 64 times.
    expect(long).toBeLessThan(32 * Math.max(short, 0.05));
    // What is longer is cut: it costs no more.
    const [cut, longest] = costsOf(text(2048), text(4096));
    expect(longest).toBeLessThan(4 * cut);
  });
});
