import type { DayResult, PublishedCell, State } from '../../domain/result.ts';
import { STATES } from '../../domain/result.ts';
import { bandOf } from './main-service.ts';
import type { Shades } from './shades.ts';
import { dayText, headline, percentText, shortName, type Writing } from './wording.ts';

/** So many places are named for each state; the others are in the text of the digest. */
const MOST_PLACES = 4;

/** @returns what the map shows, in two sentences. */
export function mapAlt(result: DayResult, service: string, shades: Shades, writing: Writing): string {
  const { t } = writing;
  const { country } = shades;
  const works = country?.works ?? null;
  const whole = t('picture-map-alt', {
    service: shortName(service, writing),
    day: dayText(result, writing),
    state: headline(shades, result.day, writing),
    works: works === null ? '' : t('picture-map-alt-works', { works: percentText(works) }),
  });
  const places = STATES.flatMap((state) => placesText(shades, state, writing) ?? []);
  return places.length === 0
    ? whole
    : `${whole} ${t('picture-map-alt-places', { places: places.join('; ') })}`;
}

function placesText({ country, listed }: Shades, state: State, { names, t }: Writing): string | null {
  const cells = listed.filter((cell) => cell !== country && cell.region !== null && cell.state === state);
  if (cells.length === 0) return null;
  const named = cells
    .toSorted(byPeople)
    .slice(0, MOST_PLACES)
    .map((cell) => names.where(cell));
  return t('picture-map-alt-state', { state: t(`picture-legend-${state}`), places: named.join(', ') });
}

function byPeople(a: PublishedCell, b: PublishedCell): number {
  return bandOf(b) - bandOf(a);
}
