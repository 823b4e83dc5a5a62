import type { Catalog, City } from './catalog.ts';

const EARTH_KM = 6371;
/** Farther from any town only the region is known. */
const FARTHEST_KM = 100;

/** Degrees. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/**
 * @returns the town nearest to a point, or its region alone when it is more than 100 km away; null for a point that
 *   is farther than 1,000 km from any, abroad or at sea
 */
export function nearestCity(
  { cities }: Catalog,
  point: Point,
): Pick<City, 'id' | 'regionId'> | { id: null; regionId: string } | null {
  let nearest: City | null = null;
  let least = FARTHEST_KM * 10;
  for (const city of cities) {
    const distance = kilometres(city, point);
    if (distance < least) [nearest, least] = [city, distance];
  }
  if (!nearest) return null;
  return { id: least <= FARTHEST_KM ? nearest.id : null, regionId: nearest.regionId };
}

/** Along the great circle (haversine). */
function kilometres(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}
