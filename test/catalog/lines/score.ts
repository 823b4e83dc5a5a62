import { existsSync, readFileSync } from 'node:fs';
import type { Reading } from '../../../src/catalog/reader/reader.ts';

/** What a line says. Keys that are left out are null or false. */
export type Expected = Pick<
  Reading,
  'service' | 'city' | 'carrier' | 'symptoms' | 'vpn' | 'status' | 'outcome' | 'region'
> &
  Partial<Pick<Reading, 'network' | 'told' | 'when'>>;

export interface LabelledLine {
  readonly text: string;
  readonly tags: readonly string[];
  /** Null for a line that is no report. */
  readonly expect: Expected | null;
}

export const FIELDS = [
  'service',
  'city',
  'carrier',
  'symptoms',
  'vpn',
  'status',
  'outcome',
  'region',
  'network',
  'told',
  'when',
] as const;
export type ScoredField = (typeof FIELDS)[number];

/** How a reader did on labelled lines; shares from 0 to 1, of the lines that are reports. */
export interface Score {
  readonly lines: number;
  readonly fields: Readonly<Record<ScoredField, number>>;
  /** Reports read with a city that is not theirs. */
  readonly wrongCity: number;
  /** Of report against no report. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Lines of a tag that are right in every field. */
  readonly tags: ReadonlyMap<string, { readonly right: number; readonly lines: number }>;
  readonly misses: readonly Miss[];
}

export interface Miss {
  readonly line: LabelledLine;
  readonly reading: Reading | null;
  readonly fields: readonly (ScoredField | 'report')[];
}

/** Lines developed on are `open`; `sealed` ones are only measured, and may be missing. */
export function readLines(half: 'open' | 'sealed'): LabelledLine[] | null {
  const file = new URL(`./${half}.jsonl`, import.meta.url);
  return existsSync(file) ? parseLines(readFileSync(file, 'utf8')) : null;
}

export function parseLines(text: string): LabelledLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledLine);
}

/** A report that is taken for none is wrong in all its fields. */
export function score(lines: readonly LabelledLine[], read: (text: string) => Reading | null): Score {
  const results = lines.map((line) => {
    const reading = read(line.text);
    return { line, reading, fields: missesOf(line, reading) };
  });
  const reports = results.filter(({ line }) => line.expect !== null);
  const found = results.filter(({ reading }) => reading !== null).length;
  const both = reports.filter(({ reading }) => reading !== null).length;
  const isRight = (result: Miss, field: ScoredField) =>
    result.reading !== null && !result.fields.includes(field);
  const share = (field: ScoredField) =>
    reports.filter((result) => isRight(result, field)).length / reports.length;
  const wrong = reports.filter(({ line, reading }) => reading?.city && reading.city !== line.expect?.city);
  const [precision, recall] = [both / found, both / reports.length];
  return {
    lines: lines.length,
    fields: Object.fromEntries(FIELDS.map((field) => [field, share(field)])) as Record<ScoredField, number>,
    wrongCity: wrong.length / reports.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    tags: tagsOf(results),
    misses: results.filter(({ fields }) => fields.length > 0),
  };
}

function tagsOf(results: readonly Miss[]): Score['tags'] {
  const tags = new Map<string, { right: number; lines: number }>();
  for (const { line, fields } of results) {
    for (const tag of line.tags) {
      const tally = tags.get(tag) ?? { right: 0, lines: 0 };
      tags.set(tag, { right: tally.right + (fields.length === 0 ? 1 : 0), lines: tally.lines + 1 });
    }
  }
  return tags;
}

function missesOf({ expect }: LabelledLine, reading: Reading | null): (ScoredField | 'report')[] {
  if (!expect || !reading) return (expect === null) === (reading === null) ? [] : ['report'];
  return FIELDS.filter((field) => canonical(expect[field], field) !== canonical(reading[field], field));
}

function canonical(value: unknown, field: ScoredField): string {
  if (field === 'told') return String(value ?? false);
  if (Array.isArray(value)) return JSON.stringify(value.toSorted());
  if (field === 'when' && value) {
    const { day, part } = value as NonNullable<Reading['when']>;
    return `${day} ${part}`;
  }
  return JSON.stringify(value ?? null);
}
