import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);

/** Enough for every flat colour and the steps of its edges; a palette of PNG could hold 256. */
const MOST_COLOURS = 64;
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const BITS = 8;
const PALETTED = 3;

/**
 * Flat colours and their soft edges need no more than a palette, which is a quarter of the bytes: under throttling
 * they are what a picture costs.
 *
 * @param pixels opaque, four bytes each
 */
export async function palettedPng(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const palette = commonest(colours);
  const header = Buffer.from([...word(width), ...word(height), BITS, PALETTED, 0, 0, 0]);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(partsOf))),
    chunk('IDAT', await compress(rowsOf(colours, palette, width))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Places in the palette; each row begins with the number of its filter, which is none. */
function rowsOf(colours: Uint32Array, palette: readonly number[], width: number): Uint8Array {
  const rows = new Uint8Array(colours.length + colours.length / width);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  let to = 0;
  let [last, index] = [colours[0] ?? 0, 0];
  for (let at = 0; at < colours.length; at++) {
    const colour = colours[at] ?? 0;
    if (at % width === 0) to += 1;
    // Most pixels are as the one before: looking each up would take most of the time.
    if (colour !== last || at === 0) {
      index = indexes.get(colour) ?? nearest(colour, palette);
      indexes.set(colour, index);
      last = colour;
    }
    rows[to++] = index;
  }
  return rows;
}

function commonest(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  let begin = 0;
  for (let at = 1; at <= colours.length; at++) {
    const colour = colours[begin] ?? 0;
    if (at < colours.length && colours[at] === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + at - begin);
    begin = at;
  }
  const ordered = [...counts].toSorted(([a, often], [b, other]) => other - often || a - b);
  return ordered.slice(0, MOST_COLOURS).map(([colour]) => colour);
}

function nearest(colour: number, palette: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((other, index) => {
    const [r = 0, g = 0, b = 0] = partsOf(other);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** Red, green and blue, as they lie in memory. */
function partsOf(colour: number): number[] {
  return [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([Buffer.from(word(data.length)), body, Buffer.from(word(crc32(body)))]);
}

function word(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
