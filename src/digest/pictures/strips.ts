import type { DayResult, PublishedCell } from '../../domain/result.ts';
import { dateText } from '../../locales/dates.ts';
import { frame, MARGIN, WIDTH } from './frame.ts';
import { DAYS, daysUntil, type Past, pastOf } from './history.ts';
import { type Item, legend } from './legend.ts';
import { INK, type Paint, painted, QUIET, SHARES } from './palette.ts';
import { textAt } from './text.ts';
import {
  dayText,
  peopleText,
  percentText,
  type Sketch,
  shortName,
  sourceText,
  unsureText,
  type Writing,
} from './wording.ts';

const ROWS = { top: 174, bottom: 580, tallest: 101, gap: 10 };
const BARS = { left: 360, right: 896, gap: 5 };
const SHARE_RIGHT = 1046;
const LEGEND_PLACE = {
  x: MARGIN,
  bottom: 618,
  rooms: { last: WIDTH - 2 * MARGIN, above: WIDTH - 2 * MARGIN },
};
const STEP = (BARS.right - BARS.left + BARS.gap) / DAYS;

/** @returns the last days of each service, one below the other; null where nothing is known of any. */
export function sketchStrips(
  result: DayResult,
  before: readonly DayResult[],
  writing: Writing,
): Sketch | null {
  const past = pastOf(result, before);
  if (past.length === 0) return null;
  const { t } = writing;
  const newest = past.flatMap(({ days }) => days.at(-1) ?? []);
  const words = {
    title: t('picture-strips-title', { days: DAYS }),
    subtitle: dayText(result, writing),
    people: peopleText(result.people, t),
    source: sourceText(result, writing),
    note: unsureText(newest, t),
  };
  const height = Math.min(ROWS.tallest, (ROWS.bottom - ROWS.top) / past.length);
  const rows = past.map((one, index) => rowAt(ROWS.top + index * height, height, one, writing));
  const body = [headings(result.day, writing), ...rows, legend(itemsOf(writing), LEGEND_PLACE)].join('');
  return { svg: frame(words, body), alt: altOf(result, past, writing) };
}

function headings(day: string, { t, language }: Writing): string {
  const first = daysUntil(day)[0] ?? day;
  const y = ROWS.top - 14;
  const line = { y, size: 24, fill: QUIET };
  const half = (BARS.right - BARS.left) / 2;
  return [
    textAt({ ...line, x: BARS.left, room: half }, dateText(first, language, day)),
    textAt({ ...line, x: BARS.right, room: half, end: true }, dateText(day, language, day)),
    textAt(
      { ...line, x: SHARE_RIGHT, room: SHARE_RIGHT - BARS.right - 8, end: true },
      t('picture-strips-works'),
    ),
    textAt(
      { ...line, x: WIDTH - MARGIN, room: WIDTH - MARGIN - SHARE_RIGHT - 8, end: true },
      t('picture-strips-people'),
    ),
  ].join('');
}

function rowAt(top: number, height: number, { service, days }: Past, writing: Writing): string {
  const tall = height - ROWS.gap;
  const y = top + tall / 2 + 10;
  const bars = days.map((cell, index) => barAt(BARS.left + index * STEP, top, tall, cell));
  const newest = days.at(-1) ?? null;
  const share = newest?.works === undefined || newest.works === null ? '—' : percentText(newest.works);
  const room = BARS.left - MARGIN - 8;
  return [
    textAt({ x: MARGIN, y, size: 30, room, fill: INK }, shortName(service, writing)),
    `<g>${bars.join('')}</g>`,
    textAt({ x: SHARE_RIGHT, y: y + 2, size: 36, room: 110, fill: INK, bold: true, end: true }, share),
    textAt({ x: WIDTH - MARGIN, y, size: 26, room: 120, fill: QUIET, end: true }, newest?.people ?? ''),
  ].join('');
}

/** What works stands on the ground, what fails hangs from above. */
function barAt(x: number, top: number, tall: number, cell: PublishedCell | null): string {
  const width = STEP - BARS.gap;
  const part = (paint: Paint, from: number, to: number) =>
    to <= from
      ? ''
      : painted(paint, (fill) => {
          const y = top + tall * (1 - to);
          return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${(tall * (to - from)).toFixed(1)}" ${fill}/>`;
        });
  if (cell === null) return part(SHARES.none, 0, 1);
  const works = cell.works ?? 0;
  const withVpn = works + (cell.vpnOnly ?? 0);
  // Shares are rounded each by itself: what is left goes to the last.
  return (
    part(SHARES.works, 0, works) +
    part(SHARES.vpnOnly, works, Math.min(1, withVpn)) +
    part(SHARES.fails, withVpn, 1)
  );
}

function itemsOf({ t }: Writing): Item[] {
  return [
    { paint: SHARES.works, words: t('picture-share-works') },
    { paint: SHARES.vpnOnly, words: t('picture-share-vpn') },
    { paint: SHARES.fails, words: t('picture-share-fails') },
    { paint: SHARES.none, words: t('picture-share-none') },
  ];
}

/** What the strips end with, in one sentence. */
function altOf(result: DayResult, past: readonly Past[], writing: Writing): string {
  const { t } = writing;
  const services = past.map(({ service, days }) => {
    const works = days.at(-1)?.works ?? null;
    const share = works === null ? t('picture-strips-alt-unknown') : percentText(works);
    return `${shortName(service, writing)} ${share}`;
  });
  return t('picture-strips-alt', {
    days: DAYS,
    day: dayText(result, writing),
    services: services.join(', '),
  });
}
