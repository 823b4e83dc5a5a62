import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { palettedPng } from '../../../src/digest/pictures/paletted-png.ts';
import { createPictures } from '../../../src/digest/pictures/pictures.ts';
import { BAD_DAY, daysBefore, QUIET_DAY, SILENT_DAY } from './past.ts';
import { MAIN, writingIn } from './writing.ts';

const MOST_BYTES = 60_000;
const draw = createPictures(MAIN);

function sizeOf(png: Uint8Array): number[] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe.each(Object.entries({ BAD_DAY, QUIET_DAY, SILENT_DAY }))('the pictures of %s', (name, day) => {
  test.each(['ru', 'en'])('are small PNGs of 1200 by 675, the same each time: %s', async (language) => {
    const pictures = await draw(day, daysBefore(day), writingIn(language));
    expect(pictures).toHaveLength(name === 'SILENT_DAY' ? 1 : 2);
    for (const { png } of pictures) {
      expect(sizeOf(png)).toEqual([1200, 675]);
      expect(png.length).toBeLessThan(MOST_BYTES);
    }
    const again = await createPictures(MAIN)(day, daysBefore(day), writingIn(language));
    expect(again.map(({ png }) => Buffer.compare(png, pictures.shift()?.png ?? new Uint8Array()))).toEqual(
      again.map(() => 0),
    );
  });
});

test('a PNG with a palette shows the pixels that it was made of', async () => {
  const pixels = new Uint8Array(20 * 10 * 4).map((_, at) => (at % 4 === 3 ? 255 : ((at >> 2) % 7) * 30));
  const png = await palettedPng(pixels, 20, 10);
  const image = `<image width="20" height="10" image-rendering="optimizeSpeed" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">${image}</svg>`;
  expect(new Resvg(svg).render().pixels.equals(pixels)).toBe(true);
});

test('the drawing library is loaded by the first picture, not before', () => {
  const code = `
    const { createPictures } = await import('./src/digest/pictures/pictures.ts');
    const { toPng } = await import('./src/digest/pictures/to-png.ts');
    const loaded = () => process.report.getReport().sharedObjects.some((name) => name.includes('resvg'));
    createPictures(new Set());
    const before = loaded();
    await toPng('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    console.log(before, loaded());`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe('false true');
});
