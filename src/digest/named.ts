import type { Catalog } from '../catalog/catalog.ts';

/** Messengers and networks that readers look for by name, the most wanted first. */
export const NAMED_SERVICES: ReadonlySet<string> = new Set([
  'whatsapp',
  'telegram',
  'max',
  'signal',
  'viber',
  'discord',
  'mobile-internet',
]);

/** The regions of so many cities are named where nobody speaks of them. */
const NAMED_CITIES = 16;

/** @returns the regions of the largest cities, the largest first. */
export function namedRegions({ cities }: Catalog): string[] {
  return [...new Set(cities.slice(0, NAMED_CITIES).map(({ regionId }) => regionId))];
}
