import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createNames } from '../../src/catalog/names.ts';
import type { Doc, Line } from '../../src/chat/doc.ts';
import { makeModel } from '../../src/digest/model.ts';
import { NAMED_SERVICES } from '../../src/digest/named.ts';
import type { DigestNotes } from '../../src/digest/notes.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { FUNCTIONS } from '../../src/domain/report.ts';
import { type PublishedCell, STATES } from '../../src/domain/result.ts';
import { createTexts } from '../../src/locales/texts.ts';
import { LONGEST_MESSAGE } from '../../src/transports/telegram/encode.ts';
import { cell, type Day, day, dayOf } from './cells.ts';
import { DAYS } from './days.ts';

const catalog = loadCatalog();
const texts = createTexts();

function docOf(of: Day, language: string): Doc {
  const model = makeModel({ ...of, main: NAMED_SERVICES });
  return renderDigest(model, createNames(catalog, language), texts.in(language), language);
}

function lineText({ spans }: Line): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

function textOf(of: Day, language: string): string {
  return docOf(of, language).lines.map(lineText).join('\n');
}

describe('a digest reads well', () => {
  for (const [name, of] of Object.entries(DAYS)) {
    test.each(['ru', 'en'])(`${name}: %s`, (language) => {
      expect(textOf(of, language)).toMatchSnapshot();
    });
  }
});

const MANY_NOTES: DigestNotes = {
  late: true,
  quiet: ['2026-11-18', '2026-11-19'],
  missed: ['2026-11-14', '2026-11-17'],
  news: catalog.services.map(({ id }) => ({ hour: 14, service: id })),
  corrections: catalog.cities.slice(0, 50).map(({ id, regionId }) => ({
    day: '2026-11-20',
    service: 'mobile-internet',
    region: regionId,
    city: id,
    carrier: 'krymtelecom',
    reason: 'mistake',
  })),
};

test('the method, and what goes on after four lines of a section, can be folded', () => {
  const { lines } = docOf(DAYS['60 regions at once'] as Day, 'en');
  const folded = lines.filter((line) => line.folded).map(lineText);
  const open = lines.filter((line) => !line.folded).map(lineText);
  expect(open.filter((text) => text.startsWith('• Telegram'))).toHaveLength(4);
  expect(folded.filter((text) => text.startsWith('• Telegram'))).toHaveLength(8);
  expect(folded.slice(-2)).toEqual(['48 more: Telegram (48).', expect.stringContaining('How we count')]);
});

describe('a digest is one message', () => {
  const city = fc.constantFrom(...catalog.cities);
  const anyCell: fc.Arbitrary<PublishedCell> = fc
    .record({
      service: fc.constantFrom(...catalog.services.map(({ id }) => id)),
      function: fc.constantFrom(null, ...FUNCTIONS),
      carrier: fc.constantFrom(null, ...catalog.carriers.map(({ id }) => id)),
      city: fc.option(city),
      state: fc.constantFrom(...STATES),
    })
    .map(({ service, city: place, ...rest }) =>
      cell(service, {
        ...rest,
        city: place?.id ?? null,
        region: place?.regionId ?? null,
        since: '2024-08-09',
      }),
    );

  test('at any load, with any notes, and what does not fit is counted', () => {
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 200, maxLength: 900 }), (cells) => {
        for (const language of texts.languages) {
          const text = textOf(
            day(dayOf([...catalog.services.map(({ id }) => cell(id)), ...cells]), { notes: MANY_NOTES }),
            language,
          );
          expect(text.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
          expect(text).toContain('2026-11-21-');
        }
      }),
      // Shrinking lists of hundreds takes longer than reading one.
      { numRuns: 30, endOnFailure: true },
    );
  });
});
