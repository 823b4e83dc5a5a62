import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAP_BOX, sketchMap } from '../../../src/digest/pictures/map.ts';
import { outlinesIn } from '../../../src/digest/pictures/outlines.ts';
import { type DayResult, STATES } from '../../../src/domain/result.ts';
import { cell, dayOf, silent } from '../cells.ts';
import { BAD_DAY, QUIET_DAY, SILENT_DAY } from './past.ts';
import { catalog, writingIn } from './writing.ts';

const outlines = outlinesIn(MAP_BOX);
const REGIONS = catalog.regions.map(({ id }) => id);

function svgOf(result: DayResult, service: string, language = 'en'): string {
  return sketchMap(result, service, outlines, writingIn(language)).svg;
}

/** @returns how each region is drawn: `blocked country`. */
function drawnIn(svg: string): Map<string, string> {
  return new Map(
    [...svg.matchAll(/<path id="([^"]+)" class="([^"]+)"/g)].map(([, id = '', how = '']) => [id, how]),
  );
}

describe('the map', () => {
  test('draws every region once', () => {
    const ids = [...svgOf(BAD_DAY, 'telegram').matchAll(/<path id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual(REGIONS.toSorted());
  });

  test('is not torn at 180°: no region is wider than a third of it', () => {
    const widths = outlines.map(({ path }) => {
      const across = [...path.matchAll(/[ML](-?[\d.]+)/g)].map(([, x]) => Number(x));
      return Math.max(...across) - Math.min(...across);
    });
    expect(Math.max(...widths)).toBeLessThan((MAP_BOX[2] - MAP_BOX[0]) / 3);
  });

  test('shows a region as it is listed, and as the country where it is not', () => {
    const drawn = drawnIn(svgOf(QUIET_DAY, 'whatsapp'));
    expect(drawn.get('RU-SVE')).toBe('fine own');
    expect([...drawn].filter(([id]) => id !== 'RU-SVE').map(([, how]) => how)).toEqual(
      Array(REGIONS.length - 1).fill('blocked country'),
    );
  });

  test('does not take a town or carrier for its region: it is a mark upon it', () => {
    const part = cell('telegram', { region: 'RU-TA', carrier: 'mts', state: 'broke', people: '20+' });
    const svg = svgOf(dayOf([cell('telegram'), part]), 'telegram');
    expect(drawnIn(svg).get('RU-TA')).toBe('fine country');
    expect([...svg.matchAll(/class="part (\w+)"/g)].map(([, state]) => state)).toEqual(['broke']);
    expect(svg).toContain('Telegram: broke in part');
    expect(svg).toContain('one town or carrier');
  });

  test('does not take a function for the service', () => {
    const calls = cell('max', { region: 'RU-TA', function: 'voice', state: 'broke' });
    expect(drawnIn(svgOf(dayOf([cell('max'), calls]), 'max')).get('RU-TA')).toBe('fine country');
  });

  test('hatches what is not known', () => {
    const svg = svgOf(SILENT_DAY, 'whatsapp');
    expect(new Set(drawnIn(svg).values())).toEqual(new Set(['too_few country']));
    expect(svg).toContain('fill="url(#gaps)"');
    expect(svg).toContain('WhatsApp: too few answers');
  });

  test('says where not all is confirmed', () => {
    expect(svgOf(dayOf([cell('max')]), 'max')).not.toContain('not all confirmed');
    expect(svgOf(dayOf([cell('max', { confirmed: false })]), 'max')).toContain('not all confirmed');
  });

  test('shows no state that is not in the results', () => {
    const anyCell = fc
      .record({ region: fc.constantFrom(null, ...REGIONS), state: fc.constantFrom(...STATES) })
      .map((changes) => cell('max', changes));
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 30 }), (cells) => {
        const known = new Set<string>(cells.map(({ state }) => state));
        const whole = cells.find(({ region }) => region === null)?.state ?? 'too_few';
        for (const how of drawnIn(svgOf(dayOf([...cells, cell('vk')]), 'max')).values()) {
          const [state = '', whose] = how.split(' ');
          expect(whose === 'country' ? state === whole : known.has(state)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(['ru', 'en'])('is told in words for those who do not see it: %s', (language) => {
    const alts = [BAD_DAY, QUIET_DAY].map(
      (day) => sketchMap(day, 'whatsapp', outlines, writingIn(language)).alt,
    );
    expect([
      ...alts,
      sketchMap(dayOf([silent('max')]), 'max', outlines, writingIn(language)).alt,
    ]).toMatchSnapshot();
  });
});
