import { describe, expect, test } from '@jest/globals';
import { pastOf } from '../../../src/digest/pictures/history.ts';
import { sketchStrips } from '../../../src/digest/pictures/strips.ts';
import type { DayResult } from '../../../src/domain/result.ts';
import { cell, dayOf, silent } from '../cells.ts';
import { BAD_DAY, daysBefore, SILENT_DAY } from './past.ts';
import { catalog, writingIn } from './writing.ts';

function svgOf(result: DayResult, before: readonly DayResult[] = []): string {
  return sketchStrips(result, before, writingIn('en'))?.svg ?? '';
}

const rectangles = (svg: string, fill: string) =>
  [...svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="([^"]+)"\/>/g)]
    .filter(([, , found]) => found === fill)
    .map(([, height]) => Number(height));

describe('the strips', () => {
  test('put the news first, then what is in trouble, then what most people use', () => {
    expect(pastOf(BAD_DAY, []).map(({ service }) => service)).toEqual([
      'telegram',
      'viber',
      'whatsapp',
      'youtube',
      'discord',
      'mobile-internet',
      'max',
      'vk',
    ]);
  });

  test('have fourteen days, and none of those before', () => {
    const old = { ...dayOf([cell('max', { works: 0.5 })]), day: '2026-11-07' };
    const [past] = pastOf(dayOf([cell('max')]), [old]);
    expect(past?.days.map((day) => day?.works ?? null)).toEqual([...Array(13).fill(null), 0.95]);
  });

  test('hatch days of which nothing is known, and only those', () => {
    const before = daysBefore(BAD_DAY);
    const unknown = pastOf(BAD_DAY, before).flatMap(({ days }) => days.filter((day) => day === null));
    expect(unknown).toHaveLength(8 + 3);
    expect(rectangles(svgOf(BAD_DAY, before), 'url(#gaps)')).toHaveLength(unknown.length);
  });

  test('stack what works, what works with a VPN and what fails to a whole', () => {
    const svg = svgOf(dayOf([cell('whatsapp', { works: 0.1, vpnOnly: 0.7, fails: 0.2 })]));
    const [whole = 0] = rectangles(svg, 'url(#gaps)');
    const parts = ['#74B3E0', '#F4B942', '#5E1A36'].map((fill) => (rectangles(svg, fill)[0] ?? 0) / whole);
    expect(parts.map((part) => Math.round(part * 100))).toEqual([10, 70, 20]);
  });

  test('have eight services at most, and end with the newest share', () => {
    const svg = svgOf(dayOf(catalog.services.map(({ id }) => cell(id, { works: 0.85 }))));
    expect([...svg.matchAll(/>85\u00A0%</g)]).toHaveLength(8);
  });

  test('are not drawn where nothing is known of any service', () => {
    expect(sketchStrips(SILENT_DAY, [], writingIn('en'))).toBeNull();
  });

  test('stay on a day without answers: its column is empty', () => {
    const svg = svgOf(dayOf([silent('max')]), [{ ...dayOf([cell('max')]), day: '2026-11-20' }]);
    expect(svg).toContain('>—<');
    expect(rectangles(svg, 'url(#gaps)')).toHaveLength(13);
  });

  test.each(['ru', 'en'])('are told in words for those who do not see them: %s', (language) => {
    expect(sketchStrips(BAD_DAY, [], writingIn(language))?.alt).toMatchSnapshot();
  });
});
