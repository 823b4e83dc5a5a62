const BANDS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/**
 * A number of people as it may be shown.
 *
 * @param k the band below 10 begins just above it
 * @returns `6+`, `10+`, `20+`, `50+` …; null for k people or fewer
 */
export function peopleBand(people: number, k: number): string | null {
  if (people <= k) return null;
  const band = BANDS.findLast((lowest) => lowest <= people && lowest > k);
  return `${band ?? k + 1}+`;
}

/** @returns the share (0 to 1) in steps of 0.05: an exact one would tell how many people there are. */
export function roundShare(share: number): number {
  return Math.round(share * 20) / 20;
}

/** How many of a number of people. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 90 % of the intervals made with it hold the true share. */
const Z = 1.64;

/**
 * The score interval for a share that was seen among few (E. B. Wilson, "Probable inference", JASA 22, 1927).
 * Unlike the usual one it stays within 0 and 1 and is honest for 0 of 6.
 */
export function wilson(yes: number, all: number): Interval {
  if (all === 0) return { low: 0, high: 1 };
  const share = yes / all;
  const square = (Z * Z) / all;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z * Math.sqrt((share * (1 - share)) / all + square / (4 * all))) / (1 + square);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * How much more often something was seen than is usual: all · KL(seen share, usual share), 0 where it was not seen more
 * often. The chance of as much or more is at most e to the minus of it (H. Chernoff, Ann. Math. Stat. 23, 1952).
 */
export function surprise(yes: number, all: number, usual: number): number {
  const share = yes / all;
  if (all === 0 || share <= usual) return 0;
  const no = all - yes;
  return yes * Math.log(share / usual) + (no === 0 ? 0 : no * Math.log((1 - share) / (1 - usual)));
}
