import { type DayResult, STATES, type State } from '../../domain/result.ts';
import { frame, MARGIN, WIDTH } from './frame.ts';
import { type Item, legend } from './legend.ts';
import { mapAlt } from './map-alt.ts';
import type { Box, Outline } from './outlines.ts';
import { INK, PAINTS, PAPER, type Paint, painted, tint } from './palette.ts';
import { type Shade, type Shades, shadesOf } from './shades.ts';
import {
  dayText,
  headline,
  peopleText,
  type Sketch,
  shortName,
  sourceText,
  unsureText,
  type Writing,
} from './wording.ts';

/** Where the country lies in the picture: as high as can be, to the right. */
export const MAP_BOX: Box = [258, 126, WIDTH - MARGIN, 616];
/** South of the country, where nothing of it is. */
const LEGEND_PLACE = { x: MARGIN, bottom: 622, rooms: { last: 940, above: 540 } };
const MARK = 9;

/** The regions, each as it stands for the service. */
export function sketchMap(
  result: DayResult,
  service: string,
  outlines: readonly Outline[],
  writing: Writing,
): Sketch {
  const regions = outlines.map(({ region }) => region);
  const shades = shadesOf(result, service, regions);
  const words = {
    title: `${shortName(service, writing)}: ${headline(shades, result.day, writing)}`,
    subtitle: dayText(result, writing),
    people: peopleText(shades.country?.people ?? null, writing.t),
    source: sourceText(result, writing),
    note: unsureText(shades.listed, writing.t),
  };
  const drawn = outlines.map((outline) => ({
    ...outline,
    shade: shades.regions.get(outline.region) as Shade,
  }));
  const body = regionsOf(drawn) + marksOf(drawn) + legend(itemsOf(shades, writing), LEGEND_PLACE);
  return { svg: frame(words, body), alt: mapAlt(result, service, shades, writing) };
}

type Drawn = Outline & { readonly shade: Shade };

/** Nothing can be fainter than what is not known. */
function paintOf({ state, own }: Shade): Paint {
  return own || isUnknown(state) ? PAINTS[state] : tint(PAINTS[state]);
}

function isUnknown(state: State): boolean {
  return state === 'too_few' || state === 'no_data';
}

function regionsOf(outlines: readonly Drawn[]): string {
  const drawn = outlines.map(({ region, path, shade }) => {
    const words = `${shade.state} ${shade.own ? 'own' : 'country'}`;
    return `<path id="${region}" class="${words}" d="${path}" fill="${paintOf(shade).fill}"/>`;
  });
  // All of a pattern at once: it takes a tenth of the time.
  const patterned = Map.groupBy(outlines, ({ shade }) => paintOf(shade).pattern);
  const laid = [...patterned].map(([pattern, regions]) => {
    const paths = regions.map(({ path }) => path);
    return pattern === null ? '' : `<path d="${paths.join('')}" fill="url(#${pattern})"/>`;
  });
  return `<g stroke="${PAPER}" stroke-width="1.2" stroke-linejoin="round">${[...drawn, ...laid].join('')}</g>`;
}

/** One town or carrier is no region: a disc upon it. */
function marksOf(outlines: readonly Drawn[]): string {
  const drawn = outlines.map(({ centre: [x, y], shade: { part } }) => {
    if (part === null) return '';
    const disc = (fill: string) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${MARK}" ${fill}/>`;
    return `<g class="part ${part}">${painted(PAINTS[part], disc)}</g>`;
  });
  return `<g stroke="${INK}" stroke-width="2">${drawn.join('')}</g>`;
}

/** Only what is to be seen. */
function itemsOf({ regions, country }: Shades, { t }: Writing): Item[] {
  const all = [...regions.values()];
  const rest = country?.state ?? 'too_few';
  const asCountry = all.some(({ own }) => !own);
  const named = new Set(
    all.flatMap(({ state, own, part }) => [own || isUnknown(state) ? state : null, part]),
  );
  const items: Item[] = STATES.filter((state) => named.has(state)).map((state) => ({
    paint: PAINTS[state],
    words: t(`picture-legend-${state}`),
  }));
  if (asCountry && !isUnknown(rest)) {
    const words = t('picture-legend-country', { state: t(`picture-legend-${rest}`) });
    items.unshift({ paint: tint(PAINTS[rest]), words });
  }
  if (all.some(({ part }) => part !== null))
    items.push({ paint: { fill: PAPER, pattern: null }, words: t('picture-legend-part'), round: true });
  return items;
}
