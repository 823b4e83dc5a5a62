import { INK, type Paint, painted, QUIET } from './palette.ts';
import { textAt, widthOf } from './text.ts';

/** What a paint means. */
export interface Item {
  readonly paint: Paint;
  readonly words: string;
  /** A disc, as it stands in the picture. */
  readonly round?: boolean;
}

export interface LegendPlace {
  readonly x: number;
  /** Where the last line ends. */
  readonly bottom: number;
  /** Widths that the last line may have, and those above it. */
  readonly rooms: { readonly last: number; readonly above: number };
}

const LINE = 37;
const SWATCH = { width: 42, height: 26, gap: 12 };
const SIZE = 26;
const BETWEEN = 20;

/** @returns the items, as many in a line as its room takes. */
export function legend(items: readonly Item[], { x, bottom, rooms }: LegendPlace): string {
  return linesOf(items, rooms)
    .toReversed()
    .flatMap((line, above) => {
      let left = x;
      return line.map((item) => {
        const at = {
          x: left,
          y: bottom - SWATCH.height - above * LINE,
          room: x + roomOf(above, rooms) - left,
        };
        left += widthOfItem(item) + BETWEEN;
        return itemAt(item, at);
      });
    })
    .join('');
}

/** Filled from the end, since the last line is the widest. */
function linesOf(items: readonly Item[], rooms: LegendPlace['rooms']): Item[][] {
  const lines: Item[][] = [[]];
  let width = 0;
  for (const item of items.toReversed()) {
    const own = widthOfItem(item) + BETWEEN;
    if (width > 0 && width + own - BETWEEN > roomOf(lines.length - 1, rooms)) {
      lines.unshift([]);
      width = 0;
    }
    lines[0]?.unshift(item);
    width += own;
  }
  return lines;
}

function roomOf(above: number, { last, above: others }: LegendPlace['rooms']): number {
  return above === 0 ? last : others;
}

function widthOfItem({ words }: Item): number {
  return SWATCH.width + SWATCH.gap + widthOf(words, SIZE);
}

function itemAt(
  { paint, words, round = false }: Item,
  { x, y, room }: { x: number; y: number; room: number },
): string {
  const before = SWATCH.width + SWATCH.gap;
  const text = { x: x + before, y: y + SWATCH.height - 4, size: SIZE, room: room - before, fill: INK };
  return painted(paint, (fill) => swatch(x, y, round, fill)) + textAt(text, words);
}

function swatch(x: number, y: number, round: boolean, fill: string): string {
  const { width, height } = SWATCH;
  return round
    ? `<circle cx="${x + width / 2}" cy="${y + height / 2}" r="10" stroke="${INK}" stroke-width="2" ${fill}/>`
    : `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" stroke="${QUIET}" ${fill}/>`;
}
