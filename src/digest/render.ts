import type { Names } from '../catalog/names.ts';
import type { Doc, Line } from '../chat/doc.ts';
import { weekdayText } from '../locales/dates.ts';
import type { Text } from '../locales/texts.ts';
import { fineLines, unknownLines } from './calm-lines.ts';
import { brokeLine, recoveredLine, sparedLine, standingLine, supposedLine } from './cell-lines.ts';
import { headlineText, standingText } from './lead-text.ts';
import type { DigestModel, Entry } from './model.ts';
import { newsLines, noteLines } from './note-lines.ts';
import { heading, listText, plain, serviceText, type Writing } from './wording.ts';
import { zoneText } from './zone-text.ts';

/** Telegram takes 4096 UTF-16 units; some are left for what a platform adds. */
const LONGEST = 4000;
const NETWORK = 'mobile-internet';
/** How many lines a section may have, tried until all fits; what is left out is counted. */
const LINE_LIMITS = [12, 8, 5, 3, 2, 1, 0];
/** Lines of a section that stay in sight where the rest can be folded. */
const IN_SIGHT = 4;
/** Services that are named where lines are only counted, and that are listed as fine. */
const SUMMED = 5;
const FINE_LISTED = 12;

/** @returns the digest, complete in itself and short enough for one message at any load. */
export function renderDigest(model: DigestModel, names: Names, t: Text, language: string): Doc {
  const writing = { names, t, language, today: model.result.day };
  const drafts = LINE_LIMITS.values().map((limit) => compose(model, writing, limit));
  return { lines: drafts.find((lines) => lengthOf(lines) <= LONGEST) ?? compose(model, writing, 0) };
}

function compose(model: DigestModel, writing: Writing, limit: number): Line[] {
  const { t } = writing;
  const { coldStart } = model.result;
  const section = (title: string, entries: readonly Entry[], text: typeof brokeLine, first: Told[] = []) => {
    const told = entries.map((entry) => ({
      about: serviceText(entry.cell.service, writing),
      write: () => text(entry, writing, coldStart),
    }));
    return sectionOf(t(title), [...first, ...told], writing, limit);
  };
  const supposed = model.supposed.map((outage) => ({
    about: serviceText(NETWORK, writing),
    write: () => supposedLine(outage, writing),
  }));
  const paragraphs: Line[][] = [
    [heading(titleOf(model, writing))],
    [headlineText(model, writing), standingText(model, writing)]
      .filter((text) => text !== '')
      .map((text) => plain(text)),
    [...section('digest-broke', model.broke, brokeLine, supposed), ...newsLines(model, writing)],
    section('digest-recovered', model.recovered, recoveredLine),
    section('digest-still-broken', model.stillBroken, standingLine),
    section('digest-blocked', model.blocked, standingLine),
    section('digest-spared', model.spared, sparedLine),
    fineLines(model, writing, Math.min(limit, FINE_LISTED)),
    unknownLines(model, writing),
    noteLines(model, writing),
    [methodLine(model, writing)],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [plain(''), ...lines]));
}

/** A line of a section, and what it is about where it is only counted. */
interface Told {
  readonly about: string;
  readonly write: () => string;
}

function sectionOf(title: string, told: readonly Told[], writing: Writing, limit: number): Line[] {
  if (told.length === 0) return [];
  const shown = told.slice(0, limit).map(({ write }) => plain(`• ${write()}`));
  const summed = told.length > limit ? [plain(sumText(told.slice(limit), writing))] : [];
  const lines = [...shown, ...summed];
  return [
    heading(title),
    ...lines.slice(0, IN_SIGHT),
    ...lines.slice(IN_SIGHT).map((line) => ({ ...line, folded: true })),
  ];
}

/** `Ещё 48: Telegram (40), MAX (8).` */
function sumText(told: readonly Told[], writing: Writing): string {
  const counts = [...Map.groupBy(told, ({ about }) => about)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([about, of]) => `${about} (${of.length})`);
  return writing.t('digest-more', { count: told.length, list: listText(counts, SUMMED, writing) });
}

function titleOf({ result }: DigestModel, writing: Writing): string {
  return writing.t('digest-title', {
    date: weekdayText(result.day, writing.language),
    zone: zoneText(result.zone, result.day, writing.t),
  });
}

function methodLine({ id, result }: DigestModel, { t }: Writing): Line {
  const { k, method, zone } = result;
  return { spans: [t('digest-method', { least: k + 1, method, zone, id })], folded: true };
}

function lengthOf(lines: readonly Line[]): number {
  const text = (line: Line) =>
    line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
  return lines.reduce((sum, line) => sum + text(line).length + 1, 0);
}
