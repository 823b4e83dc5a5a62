import { readFileSync } from 'node:fs';
import { geoConicEqualArea, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** A region as it is drawn. */
export interface Outline {
  readonly region: string;
  /** The `d` of an SVG path. */
  readonly path: string;
  readonly centre: readonly [number, number];
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

const FILE = new URL('../../catalog/data/regions.topo.json', import.meta.url);
/** Regions that are smaller, in square pixels, are drawn as a disc: Moscow would be a dot. */
const SMALLEST_AREA = 150;
const DISC = 8;

/**
 * Russia's regions in Albers' equal-area projection, turned so that Chukotka is not torn at 180°.

 */
export function outlinesIn([left, top, right, bottom]: Box): readonly Outline[] {
  const topology = JSON.parse(readFileSync(FILE, 'utf8')) as Topology<{ regions: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.regions);
  const projection = geoConicEqualArea()
    .parallels([52, 64])
    .rotate([-105, 0])
    .fitExtent(
      [
        [left, top],
        [right, bottom],
      ],
      { type: 'FeatureCollection', features },
    );
  const path = geoPath(projection).digits(1);
  return features.map((one) => {
    const centre = path.centroid(one);
    const outline = path.area(one) < SMALLEST_AREA ? disc(centre) : (path(one) ?? '');
    return { region: String(one.id), path: outline, centre };
  });
}

function disc([x, y]: readonly [number, number]): string {
  return `M${(x - DISC).toFixed(1)} ${y.toFixed(1)}a${DISC} ${DISC} 0 1 0 ${2 * DISC} 0a${DISC} ${DISC} 0 1 0 ${-2 * DISC} 0Z`;
}
