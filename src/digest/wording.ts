import type { Names } from '../catalog/names.ts';
import type { Line, Span } from '../chat/doc.ts';
import type { Cell } from '../domain/cell.ts';
import type { PublishedCell } from '../domain/result.ts';
import { withCapital } from '../locales/capital.ts';
import { dateText, localeOf } from '../locales/dates.ts';
import type { Text } from '../locales/texts.ts';

/** What a digest is written with. */
export interface Writing {
  readonly names: Names;
  readonly t: Text;
  readonly language: string;
  /** The digest's own day. */
  readonly today: string;
}

/** Services whose name is an ordinary word, small within a sentence. */
const COMMON_NOUNS = new Set(['mobile-internet', 'home-internet']);

export function serviceText(id: string, { names }: Writing): string {
  const name = names.service(id);
  return COMMON_NOUNS.has(id) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The service or its function, within a sentence: `звонки в MAX`. */
export function subjectText(cell: Cell, writing: Writing): string {
  const service = serviceText(cell.service, writing);
  return cell.function === null ? service : writing.t(`digest-function-${cell.function}`, { service });
}

/** The same with its place: `звонки в MAX в Казани (МТС)`; nothing more for the whole country. */
export function placedText(cell: Cell, writing: Writing): string {
  return [subjectText(cell, writing), writing.names.where(cell)].filter((part) => part !== '').join(' ');
}

/** How something new is told: the whole country is said too, and it begins the line. */
export function titleText(cell: Cell, writing: Writing): string {
  return withCapital(`${subjectText(cell, writing)} ${whereText(cell, writing)}`);
}

export function whereText(place: Parameters<Names['where']>[0], { names, t }: Writing): string {
  return names.where(place) || t('digest-nationwide');
}

/** The verb's form: `one-now`, `many-over`. */
export function verbForm(cell: PublishedCell, { t }: Writing): string {
  const number = t('digest-number', { what: cell.function ?? cell.service });
  return `${number}-${cell.to === null ? 'now' : 'over'}`;
}

/** @param form for a line (`14–19 ч`) or a sentence (`с 14 до 19 часов`) */
export function hoursText(
  { from, to }: Pick<PublishedCell, 'from' | 'to'>,
  form: 'brief' | 'spelt',
  t: Text,
): string {
  const hour = (time: string) => Number.parseInt(time, 10);
  if (from === null) return '';
  return to === null
    ? t(`digest-hours-${form}-from`, { from: hour(from) })
    : t(`digest-hours-${form}`, { from: hour(from), to: hour(to) });
}

export function dayText(day: string | null, { language, today }: Writing): string {
  return day === null ? '' : dateText(day, language, today);
}

export function percent(share: number | null): number {
  return Math.round((share ?? 0) * 100);
}

/** @returns the first few, and how many more there are: `A, B и ещё 3`. */
export function listText(items: readonly string[], limit: number, { t, language }: Writing): string {
  const rest = items.length - limit;
  const more = rest > 0 ? [t('digest-and-more', { count: rest })] : [];
  const shown = [...items.slice(0, limit), ...more];
  // A name with an "and" of its own reads badly before another.
  if (shown.some((item) => item.includes(t('digest-and')))) return shown.join(', ');
  return new Intl.ListFormat(localeOf(language)).format(shown);
}

/** @returns the sentences that say something, one after another. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

export function heading(text: string): Line {
  return { spans: [{ text, style: 'bold' }] };
}

export function plain(...spans: readonly Span[]): Line {
  return { spans };
}
