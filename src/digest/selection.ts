import type { DayResult, PublishedCell } from '../domain/result.ts';
import type { ChannelContent } from '../store/channels.ts';

/** Which part of a day's results a channel wants. */
export type Wish = Pick<ChannelContent, 'places' | 'services'>;

/**
 * The cells of a day that a channel wants: those in its places, the wider ones that speak for what is not listed
 * there, and carriers in the whole country. Cells are taken from the frozen results as they stand and never made
 * anew: all that any channels show is a part of the one set that was found safe to show together, so that holding
 * channels against one another gives no group of people that the set itself does not.
 *
 * @param regionOf the region of a city; undefined for one that is not known
 * @returns the day with fewer cells; everything else, the day's band of people included, stays the day's
 */
export function selectFor(
  result: DayResult,
  { places, services }: Wish,
  regionOf: (city: string) => string | undefined,
): DayResult {
  if (places === null && services === null) return result;
  const isPlace = places === null ? () => true : placeTest(places, regionOf);
  const cells = result.cells.filter(
    (cell) => (services === null || services.includes(cell.service)) && isPlace(cell),
  );
  return { ...result, cells };
}

function placeTest(
  places: readonly string[],
  regionOf: (city: string) => string | undefined,
): (cell: PublishedCell) => boolean {
  const chosen = new Set(places);
  const regionsAbove = new Set(places.map(regionOf));
  return ({ region, city }) => {
    if (region === null) return true;
    if (chosen.has(region)) return true;
    return city === null ? regionsAbove.has(region) : chosen.has(city);
  };
}
