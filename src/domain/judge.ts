import { daysBetween } from './day.ts';
import type { State, Trend } from './result.ts';
import { wilson } from './share.ts';
import type { Votes } from './tally.ts';

/*
 * The rules and their figures were tried on simulated countries with known truth against a counter of complaints:
 * docs/method.md says what held. Same thresholds for every service.
 */

/** Raised whenever the same reports would give other results. */
export const METHOD = '1';

/** What a service is taken to work for before anything is known of it. */
const FIRST_NORM = 0.95;
/** Weight of a new day in the norm: a slow mean over some twenty days. */
const NORM_WEIGHT = 0.05;
/** So many must fail before anything can be down. */
const LEAST_FAILING = 4;
const HALF = 0.5;
/** Down when surely this much below the norm; over when back within `OVER_MARGIN` of it. */
const DOWN_MARGIN = 0.2;
const OVER_MARGIN = 0.25;
/** Failing this much more often than usual within hours. */
const HOURS_MARGIN = 0.25;
/** A trouble that lasts this long is a block. */
const BLOCK_DAYS = 14;
const TREND_DAYS = 7;
const TREND_LEAST_DAYS = 3;

/** What is known of a cell from the days before. */
export interface CellMemory {
  /** The usual share that works; frozen while the cell is down. */
  readonly norm: number;
  /** How many days are in the norm, as far as that matters. */
  readonly days: number;
  /** First day of the trouble; null while there is none. */
  readonly downSince: string | null;
  /** Shares that worked on the last days of the trouble, the newest last. */
  readonly recent: readonly number[];
}

/** What a day comes to for one cell. */
export interface Judgement {
  readonly state: State;
  readonly since: string | null;
  readonly trend: Trend | null;
  /** The norm that the day was held against. */
  readonly norm: number;
  readonly memory: CellMemory;
}

/** @param since first day of a restriction that is older than our data; null for none */
export function firstMemory(since: string | null): CellMemory {
  return { norm: FIRST_NORM, days: 1, downSince: since, recent: [] };
}

/** @returns whether a cell is surely worse than usual, and not for few. */
export function isDown({ works, vpnOnly, fails }: Votes, norm: number): boolean {
  const high = wilson(works, works + vpnOnly + fails).high;
  return vpnOnly + fails >= LEAST_FAILING && high < Math.max(HALF, norm - DOWN_MARGIN);
}

/** @returns whether a cell is as usual, or is again; between this and `isDown` yesterday's word stands. */
export function isUsual({ works, vpnOnly, fails }: Votes, norm: number): boolean {
  const all = works + vpnOnly + fails;
  return works / all >= norm - OVER_MARGIN && wilson(works, all).low > norm / 2;
}

/** @returns whether more fail within some hours than a usual day explains. */
export function isFailing(failing: number, all: number, norm: number): boolean {
  return wilson(failing, all).low > 1 - norm + HOURS_MARGIN;
}

/**
 * The day of a cell in which enough people spoke.
 *
 * @param brokeForHours whether it was failing for some hours, even if the day as a whole was not
 */
export function judge(votes: Votes, before: CellMemory, day: string, brokeForHours: boolean): Judgement {
  const share = votes.works / (votes.works + votes.vpnOnly + votes.fails);
  const { norm, downSince } = before;
  const trend =
    downSince !== null && daysBetween(downSince, day) >= BLOCK_DAYS ? trendOf(votes, before.recent) : null;
  if (downSince !== null && !isUsual(votes, norm)) {
    const state = daysBetween(downSince, day) >= BLOCK_DAYS ? 'blocked' : 'still_broken';
    const recent = [...before.recent, share].slice(-TREND_DAYS);
    return { state, since: downSince, trend, norm, memory: { ...before, recent } };
  }
  if (downSince === null && isDown(votes, norm)) {
    return {
      state: 'broke',
      since: day,
      trend: null,
      norm,
      memory: { ...before, downSince: day, recent: [share] },
    };
  }
  const memory = { norm: nextNorm(before, share), days: before.days + 1, downSince: null, recent: [] };
  if (downSince !== null) return { state: 'recovered', since: downSince, trend: null, norm, memory };
  if (brokeForHours) return { state: 'broke', since: day, trend: null, norm, memory };
  // Below one half without being clearly down: not fine, and nothing that could be claimed.
  return { state: share < HALF ? 'unclear' : 'fine', since: null, trend: null, norm, memory };
}

/** The first days weigh more, so that the start is soon forgotten. */
function nextNorm({ norm, days }: CellMemory, share: number): number {
  const weight = Math.max(NORM_WEIGHT, 1 / (days + 1));
  return norm + (share - norm) * weight;
}

/** Better when surely more works than on the block's own last days, worse when surely less. */
function trendOf({ works, vpnOnly, fails }: Votes, recent: readonly number[]): Trend | null {
  if (recent.length < TREND_LEAST_DAYS) return null;
  const usual = recent.reduce((sum, share) => sum + share, 0) / recent.length;
  const { low, high } = wilson(works, works + vpnOnly + fails);
  if (low > usual) return 'easing';
  return high < usual ? 'worse' : 'unchanged';
}
