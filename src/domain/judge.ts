import { daysBetween } from './day.ts';
import type { State, Trend } from './result.ts';
import { surprise, wilson } from './share.ts';
import type { Votes } from './tally.ts';

/*
 * The rules and their figures were tried on simulated countries with known truth against a counter of complaints:
 * docs/method.md says what held. Same thresholds for every service.
 */

/** Raised whenever the same reports would give other results. */
export const METHOD = '2';

/** What a service is taken to work for before anything is known of it. */
const FIRST_NORM = 0.95;
/** Weight of a new day in the norm: a slow mean over some twenty days. */
const NORM_WEIGHT = 0.05;
/** Of the first days: more, but no single day makes a norm. */
const FIRST_WEIGHT = 0.25;
/** So many must fail before anything can be down. */
const LEAST_FAILING = 4;
const HALF = 0.5;
/** Down when surely this much below the norm; over when back within `OVER_MARGIN` of it. */
const DOWN_MARGIN = 0.2;
const OVER_MARGIN = 0.25;
/** Failing this much more often than usual within hours. */
const HOURS_MARGIN = 0.25;
/** Five of eight who fail where one in ten does is this surprising; to be exceeded. */
const SURPRISE = 6.4;
/** For a block to be called over: by chance less than once in fifty thousand cells and days. */
const OVER_SURPRISE = 11;
/** Chance does as much more than once in ten times. */
const ORDINARY_SURPRISE = 2.3;
/** Whoever looks at more windows than this finds chance more often: then the surprise must be greater. */
const LOOKS = 40;
/** Shares that are not told apart from none: people err, and few spoke. */
const LEAST_USUAL = 0.03;
const LEAST_WORKING = 0.1;
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
  /** The last day that was judged; null before the first. */
  readonly judged: string | null;
  /** Shares that worked on the last days of the trouble, the newest last. */
  readonly recent: readonly number[];
  /** What people said on the days since it seems to be over, while that may yet be chance. */
  readonly over: { readonly works: number; readonly all: number } | null;
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
  return { norm: FIRST_NORM, days: 1, downSince: since, judged: null, recent: [], over: null };
}

/** @returns the share that usually fails; never none, since some always do by mistake */
export function usualFailing(norm: number): number {
  return Math.max(1 - norm, LEAST_USUAL);
}

/** @returns whether a cell is surely worse than usual, and not for few. */
export function isDown({ works, vpnOnly, fails }: Votes, norm: number): boolean {
  const high = wilson(works, works + vpnOnly + fails).high;
  const failing = vpnOnly + fails;
  const unlikely = surprise(failing, works + failing, usualFailing(norm)) > SURPRISE;
  return failing >= LEAST_FAILING && unlikely && high < Math.max(HALF, norm - DOWN_MARGIN);
}

/** @returns whether a cell is as usual, or is again; between this and `isDown` yesterday's word stands. */
export function isUsual({ works, vpnOnly, fails }: Votes, norm: number): boolean {
  const all = works + vpnOnly + fails;
  return works / all >= norm - OVER_MARGIN && wilson(works, all).low > norm / 2;
}

/** @returns whether chance explains well enough how many fail */
function isOrdinary({ works, vpnOnly, fails }: Votes, norm: number): boolean {
  const failing = vpnOnly + fails;
  return surprise(failing, works + failing, usualFailing(norm)) < ORDINARY_SURPRISE;
}

/**
 * @param looks how many windows were looked at
 * @returns whether more fail within some hours than a usual day explains
 */
export function isFailing(failing: number, all: number, norm: number, looks: number): boolean {
  const enough = SURPRISE + Math.max(0, Math.log(looks / LOOKS));
  return (
    failing >= LEAST_FAILING &&
    isOftener(failing, all, norm) &&
    surprise(failing, all, usualFailing(norm)) > enough
  );
}

/** @returns whether more fail than usual, be it by chance */
export function isOftener(failing: number, all: number, norm: number): boolean {
  return failing / all >= 1 - norm + HOURS_MARGIN;
}

/**
 * The day of a cell in which enough people spoke.
 *
 * @param brokeForHours whether it was failing for some hours, even if the day as a whole was not
 */
export function judge(votes: Votes, before: CellMemory, day: string, brokeForHours: boolean): Judgement {
  const { norm, downSince } = before;
  if (downSince !== null) return overOrNot(votes, before, day);
  if (isDown(votes, norm)) return broken(votes, before, day);
  const share = shareOf(votes);
  const memory = asUsual(share, before, day);
  if (brokeForHours) return { state: 'broke', since: day, trend: null, norm, memory };
  // Below one half without being clearly down: not fine, and nothing that could be claimed.
  return { state: share < HALF ? 'unclear' : 'fine', since: null, trend: null, norm, memory };
}

function shareOf({ works, vpnOnly, fails }: Votes): number {
  return works / (works + vpnOnly + fails);
}

function broken(votes: Votes, before: CellMemory, day: string): Judgement {
  const memory = { ...before, downSince: day, judged: day, recent: [shareOf(votes)] };
  return { state: 'broke', since: day, trend: null, norm: before.norm, memory };
}

/** A day that could be an ordinary one ends a short trouble; a block ends once its own last days no longer explain the good ones. */
function overOrNot(votes: Votes, before: CellMemory, day: string): Judgement {
  const lasted = before.recent.length >= TREND_LEAST_DAYS;
  if (!isUsual(votes, before.norm) && (lasted || !isOrdinary(votes, before.norm))) {
    const recent = [...before.recent, shareOf(votes)].slice(-TREND_DAYS);
    return stillDown(votes, before, { ...before, judged: day, recent, over: null }, day);
  }
  const { works, vpnOnly, fails } = votes;
  const over = {
    works: (before.over?.works ?? 0) + works,
    all: (before.over?.all ?? 0) + works + vpnOnly + fails,
  };
  const usual = mean(before.recent);
  if (
    !lasted ||
    usual > HALF ||
    surprise(over.works, over.all, Math.max(usual, LEAST_WORKING)) > OVER_SURPRISE
  )
    return recovered(votes, before, day);
  return stillDown(votes, before, { ...before, judged: day, over }, day);
}

function stillDown(votes: Votes, before: CellMemory, memory: CellMemory, day: string): Judgement {
  const since = before.downSince as string;
  const isBlock = daysBetween(since, day) >= BLOCK_DAYS;
  return {
    state: isBlock ? 'blocked' : 'still_broken',
    since,
    trend: isBlock ? trendOf(votes, before.recent) : null,
    norm: before.norm,
    memory,
  };
}

function recovered(votes: Votes, before: CellMemory, day: string): Judgement {
  const memory = asUsual(shareOf(votes), before, day);
  // The trouble of a wider cell, which was never seen here: that it is absent is no news.
  if (before.judged === null) return { state: 'fine', since: null, trend: null, norm: before.norm, memory };
  return { state: 'recovered', since: before.downSince, trend: null, norm: before.norm, memory };
}

function asUsual(share: number, before: CellMemory, day: string): CellMemory {
  return {
    norm: nextNorm(before, share),
    days: before.days + 1,
    downSince: null,
    judged: day,
    recent: [],
    over: null,
  };
}

/** The first days weigh more, so that the start is soon forgotten. */
function nextNorm({ norm, days }: CellMemory, share: number): number {
  const weight = Math.max(NORM_WEIGHT, Math.min(FIRST_WEIGHT, 1 / (days + 1)));
  return norm + (share - norm) * weight;
}

/** Better when surely more works than on the block's own last days, worse when surely less. */
function trendOf({ works, vpnOnly, fails }: Votes, recent: readonly number[]): Trend | null {
  if (recent.length < TREND_LEAST_DAYS) return null;
  const usual = mean(recent);
  const { low, high } = wilson(works, works + vpnOnly + fails);
  if (low > usual) return 'easing';
  return high < usual ? 'worse' : 'unchanged';
}

function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
