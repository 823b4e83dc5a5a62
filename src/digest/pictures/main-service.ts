import { depthOf } from '../../domain/anonymity.ts';
import type { DayResult, PublishedCell } from '../../domain/result.ts';

/**
 * The service that a day is about: what broke in most places and for most people, else what is in trouble for most,
 * else the first of the main ones of which something is known.
 *
 * @param main services that readers look for, the first first
 */
export function mainService({ cells }: DayResult, main: ReadonlySet<string>): string | null {
  const wholes = cells.filter((cell) => cell.function === null);
  const broken = largest(Map.groupBy(wholes.filter(isBroke), ({ service }) => service));
  if (broken !== null) return broken;
  const country = wholes.filter((cell) => depthOf(cell) === 0);
  const troubled = largest(Map.groupBy(country.filter(isTroubled), ({ service }) => service));
  if (troubled !== null) return troubled;
  const known = [...main].find((service) =>
    country.some((cell) => cell.service === service && isKnown(cell)),
  );
  return known ?? country.find(isKnown)?.service ?? [...main][0] ?? null;
}

/** @returns people of a band, as a number to order by. */
export function bandOf({ people }: PublishedCell): number {
  return Number.parseInt(people ?? '0', 10);
}

function largest(services: ReadonlyMap<string, readonly PublishedCell[]>): string | null {
  const [first] = [...services].toSorted(
    ([, a], [, b]) => placesOf(b) - placesOf(a) || peopleOf(b) - peopleOf(a),
  );
  return first?.[0] ?? null;
}

/** The whole country is more than any number of places. */
function placesOf(cells: readonly PublishedCell[]): number {
  if (cells.some((cell) => depthOf(cell) === 0)) return Number.MAX_SAFE_INTEGER;
  return new Set(cells.map(({ region }) => region)).size;
}

function peopleOf(cells: readonly PublishedCell[]): number {
  return Math.max(...cells.map(bandOf));
}

function isBroke({ state }: PublishedCell): boolean {
  return state === 'broke';
}

function isTroubled({ state }: PublishedCell): boolean {
  return state === 'still_broken' || state === 'blocked';
}

function isKnown({ people }: PublishedCell): boolean {
  return people !== null;
}
