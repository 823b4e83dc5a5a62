import { depthOf } from '../../domain/anonymity.ts';
import type { DayResult, PublishedCell, State } from '../../domain/result.ts';

/** How a region stands for one service. */
export interface Shade {
  readonly state: State;
  /** False where nothing is listed of the region itself and the country speaks for it. */
  readonly own: boolean;
  /** One town or carrier in it that is listed and stands otherwise; the gravest. */
  readonly part: State | null;
}

/** How the country and its regions stand for one service. */
export interface Shades {
  readonly country: PublishedCell | null;
  /** All that is listed of the service as a whole. */
  readonly listed: readonly PublishedCell[];
  readonly regions: ReadonlyMap<string, Shade>;
}

/** What may stand as a mark upon a region, the gravest first. */
const MARKED: readonly State[] = ['broke', 'still_broken', 'blocked', 'recovered', 'fine'];

/** Only what is listed: a region of which nothing is, is as the country, never fine by itself. */
export function shadesOf(result: DayResult, service: string, regions: readonly string[]): Shades {
  const listed = result.cells.filter((cell) => cell.service === service && cell.function === null);
  const country = listed.find((cell) => depthOf(cell) === 0) ?? null;
  const within = Map.groupBy(listed, ({ region }) => region);
  return {
    country,
    listed,
    regions: new Map(regions.map((region) => [region, shadeOf(within.get(region) ?? [], country)])),
  };
}

function shadeOf(listed: readonly PublishedCell[], country: PublishedCell | null): Shade {
  const own = listed.find((cell) => cell.city === null && cell.carrier === null);
  const state = own?.state ?? country?.state ?? 'too_few';
  const parts = new Set(listed.map((cell) => cell.state));
  const part = MARKED.find((one) => one !== state && parts.has(one)) ?? null;
  return { state, own: own !== undefined, part };
}
