import { INK, PAPER, PATTERNS, QUIET } from './palette.ts';
import { textAt } from './text.ts';

export const WIDTH = 1200;
export const HEIGHT = 675;
export const MARGIN = 36;

export interface Words {
  readonly title: string;
  readonly subtitle: string;
  /** At the right end of the subtitle's line. */
  readonly people: string;
  readonly source: string;
  /** At the right end of the source's line. */
  readonly note: string;
}

const SUBTITLE = { y: 110, size: 28, fill: QUIET };
const SOURCE = { y: HEIGHT - 20, size: 24, fill: QUIET };
const ROOM = WIDTH - 2 * MARGIN;
const PEOPLE_ROOM = 240;
const NOTE_ROOM = 320;

/** @returns a whole picture: paper of its own, so that it is the same on a light and on a dark chat. */
export function frame({ title, subtitle, people, source, note }: Words, body: string): string {
  const right = { x: WIDTH - MARGIN, end: true };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Golos Text">`,
    `<defs>${PATTERNS}</defs><rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`,
    body,
    textAt({ x: MARGIN, y: 66, size: 50, room: ROOM, fill: INK, bold: true }, title),
    textAt({ ...SUBTITLE, x: MARGIN, room: ROOM - PEOPLE_ROOM }, subtitle),
    textAt({ ...SUBTITLE, ...right, room: PEOPLE_ROOM }, people),
    textAt({ ...SOURCE, x: MARGIN, room: ROOM - NOTE_ROOM }, source),
    textAt({ ...SOURCE, ...right, room: NOTE_ROOM }, note),
    '</svg>',
  ].join('');
}
