import { depthOf } from '../../domain/anonymity.ts';
import { addDays } from '../../domain/day.ts';
import type { DayResult, PublishedCell, State } from '../../domain/result.ts';
import { bandOf } from './main-service.ts';

/** So many days are shown side by side. */
export const DAYS = 14;
const MOST_SERVICES = 8;

/** A service over the last days, the oldest first: the country's cell of each, null where nothing is known. */
export interface Past {
  readonly service: string;
  readonly days: readonly (PublishedCell | null)[];
}

/** What is news stands above. */
const ORDER: readonly State[] = [
  'broke',
  'recovered',
  'still_broken',
  'blocked',
  'unclear',
  'fine',
  'too_few',
  'no_data',
];

/** @returns the days that end with that one. */
export function daysUntil(day: string): string[] {
  return Array.from({ length: DAYS }, (_, index) => addDays(day, index + 1 - DAYS));
}

/** @param before results of the days before, in any order; a day that is not there is one of which nothing is known */
export function pastOf(result: DayResult, before: readonly DayResult[]): Past[] {
  const results = new Map([...before, result].map((one) => [one.day, countryCells(one)]));
  const days = daysUntil(result.day).map((day) => results.get(day));
  const services = new Set(days.flatMap((cells) => [...(cells?.keys() ?? [])]));
  return [...services]
    .map((service) => ({ service, days: days.map((cells) => cells?.get(service) ?? null) }))
    .filter((past) => past.days.some((cell) => cell !== null))
    .toSorted((a, b) => newsOf(a, result) - newsOf(b, result) || peopleOf(b) - peopleOf(a))
    .slice(0, MOST_SERVICES);
}

/** Cells of whole services of which enough people spoke. */
function countryCells({ cells }: DayResult): Map<string, PublishedCell> {
  const known = cells.filter((cell) => depthOf(cell) === 0 && cell.function === null && cell.people !== null);
  return new Map(known.map((cell) => [cell.service, cell]));
}

function newsOf({ service, days }: Past, { cells }: DayResult): number {
  if (cells.some((cell) => cell.service === service && cell.state === 'broke')) return 0;
  return ORDER.indexOf(days.at(-1)?.state ?? 'too_few');
}

function peopleOf({ days }: Past): number {
  return Math.max(...days.map((cell) => (cell === null ? 0 : bandOf(cell))));
}
