import type { Random } from '../../support/indexeddb/random.ts';

/** One hour of a host. */
export interface Hour {
  /** What its clock shows, Unix seconds. */
  readonly clock: number;
  /** How many copies of the program run: none while it is down, two by mistake. */
  readonly copies: 0 | 1 | 2;
  /** The program is ended and started again at its beginning. */
  readonly restarted: boolean;
  /** The program wakes in it; an alarm would ring in every hour that it runs. */
  readonly wakes: boolean;
}

/** So many spans of so many hours, at random. */
interface Chances {
  readonly times: number;
  readonly shortest: number;
  readonly longest: number;
}

const DAY = 24;
const DOWN: readonly Chances[] = [
  { times: 60, shortest: 1, longest: 12 },
  { times: 6, shortest: 3 * DAY, longest: 3 * DAY },
  { times: 2, shortest: 6 * DAY, longest: 9 * DAY },
];
const TWICE: Chances = { times: 15, shortest: 6, longest: 3 * DAY };
const SET_BACK: Chances = { times: 20, shortest: 2, longest: 2 * DAY };
const MOST_HOURS_BACK = 8;
/** One hour in so many. */
const RESTARTED = 150;
const WAKES = 8;

/** All that befalls a host, hour by hour; its clock is once set back by a whole day. */
export function drawFate(start: number, days: number, random: Random): Hour[] {
  const hours = days * DAY;
  const copies = new Array<0 | 1 | 2>(hours).fill(1);
  const back = new Array<number>(hours).fill(0);
  const drawn = (chances: Chances) => drawSpans(chances, hours, random);
  for (const span of drawn(TWICE)) copies.fill(2, ...span);
  for (const span of DOWN.flatMap(drawn)) copies.fill(0, ...span);
  for (const span of drawn(SET_BACK)) back.fill(1 + random(MOST_HOURS_BACK), ...span);
  for (const span of drawn({ times: 1, shortest: DAY, longest: 2 * DAY })) back.fill(DAY, ...span);
  return copies.map((running, hour) => ({
    clock: start + (hour - (back[hour] ?? 0)) * 3600,
    copies: running,
    restarted: random(RESTARTED) === 0,
    wakes: random(WAKES) === 0,
  }));
}

/** @returns their first hours, and the hours after them */
function drawSpans({ times, shortest, longest }: Chances, hours: number, random: Random): [number, number][] {
  return Array.from({ length: times }, () => {
    const from = random(hours);
    return [from, from + shortest + random(longest - shortest + 1)];
  });
}
