import type { Names } from '../../catalog/names.ts';
import type { DayResult, PublishedCell } from '../../domain/result.ts';
import { dateText, weekdayText } from '../../locales/dates.ts';
import type { Text } from '../../locales/texts.ts';
import { zoneText } from '../zone-text.ts';
import type { Shades } from './shades.ts';

/** What pictures are written with. */
export interface Writing {
  readonly names: Names;
  readonly t: Text;
  readonly language: string;
  /** The digest's public number. */
  readonly digest: string;
}

/** A picture before it is drawn. */
export interface Sketch {
  readonly svg: string;
  readonly alt: string;
}

/** Where a picture's figures are from. */
export function sourceText({ method }: DayResult, { t, digest }: Writing): string {
  return t('picture-source', { method, id: digest });
}

export function dayText({ day, zone }: DayResult, { t, language }: Writing): string {
  return t('picture-day', { date: weekdayText(day, language), zone: zoneText(zone, day, t) });
}

/** How the country stands, in a few words; where only a part of it broke, that. */
export function headline({ country, listed }: Shades, today: string, { t, language }: Writing): string {
  const inPart = country?.state !== 'broke' && listed.some(({ state }) => state === 'broke');
  const since = country?.since ? dateText(country.since, language, today) : '';
  return t(`picture-state-${inPart ? 'broke-in-part' : (country?.state ?? 'too_few')}`, { since });
}

export function peopleText(people: string | null, t: Text): string {
  return people === null ? '' : t('picture-people', { people });
}

/** Says so where some of the cells that are shown are not confirmed. */
export function unsureText(cells: readonly PublishedCell[], t: Text): string {
  return cells.some(isUnsure) ? t('picture-unconfirmed') : '';
}

function isUnsure({ people, confirmed }: PublishedCell): boolean {
  return people !== null && !confirmed;
}

/** The name without what stands in brackets after it: pictures have little room. */
export function shortName(service: string, { names }: Writing): string {
  return names.service(service).replace(/ \(.*\)$/, '');
}

/** With a space that does not break. */
export function percentText(share: number): string {
  return `${Math.round(share * 100)}\u00A0%`;
}
