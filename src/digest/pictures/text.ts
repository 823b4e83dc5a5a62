/** No words are smaller: a telephone shows the picture at a third of its size. */
export const SMALLEST_TEXT = 24;

export interface TextPlace {
  readonly x: number;
  /** Of the line that the letters stand on. */
  readonly y: number;
  readonly size: number;
  /** So wide the words may be: they shrink, and then are cut. */
  readonly room: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly end?: boolean;
}

/** Widths of the font's letters in parts of its size, of the wider of both weights and rounded up. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [0.4, "\u00A0 ijlIfrt.,:;·'’()-"],
  [0.6, 'aceksuxzFJLавгеёзклстхчъьэя17+–«»/'],
  [0.66, 'bdghnopqvyEZбийнопруцЕЁ2345689'],
  [0.8, 'ABCDGKPRSTUVXYдмАБВГЗКЛРСТУХЧЭЯ0—&'],
  [0.9, 'wHNOQфыжшюДИЙНОПЦ%'],
];
/** All others: the widest letter. */
const OTHER = 1.15;
const widths = new Map(WIDTHS.flatMap(([width, letters]) => [...letters].map((one) => [one, width])));

/** @returns how wide the words are at most. */
export function widthOf(words: string, size: number): number {
  return [...words].reduce((sum, letter) => sum + (widths.get(letter) ?? OTHER), 0) * size;
}

/** @returns the words as an SVG element that keeps to its room. */
export function textAt(place: TextPlace, words: string): string {
  const wanted = Math.floor((place.size * place.room) / widthOf(words, place.size));
  const size = Math.max(SMALLEST_TEXT, Math.min(place.size, wanted));
  const weight = place.bold ? ' font-weight="700"' : '';
  const anchor = place.end ? ' text-anchor="end"' : '';
  return `<text x="${place.x}" y="${place.y}" font-size="${size}" fill="${place.fill}"${weight}${anchor}>${escapeXml(cut(words, size, place.room))}</text>`;
}

function cut(words: string, size: number, room: number): string {
  if (widthOf(words, size) <= room) return words;
  let kept = words;
  while (kept !== '' && widthOf(`${kept}…`, size) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
