import type { Picture } from '../../chat/doc.ts';
import type { DayResult } from '../../domain/result.ts';
import { mainService } from './main-service.ts';
import { MAP_BOX, sketchMap } from './map.ts';
import { type Outline, outlinesIn } from './outlines.ts';
import { sketchStrips } from './strips.ts';
import { toPng } from './to-png.ts';
import type { Writing } from './wording.ts';

/**
 * Draws a day.
 *
 * @param before results of the days before
 * @returns the map, and the last days of each service where something is known of any
 */
export type DrawPictures = (
  result: DayResult,
  before: readonly DayResult[],
  writing: Writing,
) => Promise<Picture[]>;

/** @param main services that readers look for, the first first */
export function createPictures(main: ReadonlySet<string>): DrawPictures {
  let outlines: readonly Outline[] | null = null;

  return async (result, before, writing) => {
    const service = mainService(result, main);
    // Read by the first map, so that a bot that draws none never does.
    outlines ??= outlinesIn(MAP_BOX);
    const sketches = [
      service === null ? null : sketchMap(result, service, outlines, writing),
      sketchStrips(result, before, writing),
    ].filter((sketch) => sketch !== null);
    // One after the other: each takes some megabytes while it is drawn.
    const pictures: Picture[] = [];
    for (const { svg, alt } of sketches) pictures.push({ png: await toPng(svg), alt });
    return pictures;
  };
}
