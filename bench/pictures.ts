/**
 * What the pictures of a digest cost: the first ones with all that is loaded for them, then the median of twenty, each
 * kind by itself, and the bytes. Prints one JSON object.
 */
import { loadCatalog } from '../src/catalog/catalog.ts';
import { createNames } from '../src/catalog/names.ts';
import { MAP_BOX, sketchMap } from '../src/digest/pictures/map.ts';
import { outlinesIn } from '../src/digest/pictures/outlines.ts';
import { sketchStrips } from '../src/digest/pictures/strips.ts';
import { toPng } from '../src/digest/pictures/to-png.ts';
import { createTexts } from '../src/locales/texts.ts';
import { BAD_DAY, daysBefore, SILENT_DAY } from '../test/digest/pictures/past.ts';
import { median } from './statistics.ts';

const ROUNDS = 20;
const writing = {
  names: createNames(loadCatalog(), 'ru'),
  t: createTexts().in('ru'),
  language: 'ru',
  digest: '2026-11-21-5c9f',
};
const before = daysBefore(BAD_DAY);
const memory = process.memoryUsage().rss;
const start = performance.now();
const outlines = outlinesIn(MAP_BOX);
const kinds = {
  map: () => sketchMap(BAD_DAY, 'telegram', outlines, writing).svg,
  hatchedMap: () => sketchMap(SILENT_DAY, 'telegram', outlines, writing).svg,
  strips: () => sketchStrips(BAD_DAY, before, writing)?.svg ?? '',
};
await toPng(kinds.map());
const first = performance.now() - start;

const measured: Record<string, { ms: number; bytes: number }> = {};
for (const [kind, svg] of Object.entries(kinds)) {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    bytes = (await toPng(svg())).length;
    times.push(performance.now() - begin);
  }
  measured[kind] = { ms: Math.round(median(times)), bytes };
}
const memoryMb = Math.round((process.memoryUsage().rss - memory) / 1e6);
process.stdout.write(`${JSON.stringify({ firstMs: Math.round(first), ...measured, memoryMb })}\n`);
