import { randomSource } from '../statistics.ts';

/** Repeatable chance: the same seed gives the same country, day for day. */
export interface Chance {
  /** 0 to 1 */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  pick<T>(rows: readonly T[]): T;
  /** Picks by weight. */
  weighted<T>(rows: readonly T[], weight: (row: T) => number): T;
  /** How often something happens that happens `mean` times on average (D. Knuth, TAOCP 2, 3.4.1). */
  poisson(mean: number): number;
}

export function createChance(seed: number): Chance {
  const next = randomSource(seed);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    between: (low, high) => low + next() * (high - low),
    happens: (probability) => next() < probability,
    pick: <T>(rows: readonly T[]) => rows[whole(0, rows.length - 1)] as T,
    weighted: <T>(rows: readonly T[], weight: (row: T) => number) => {
      let left = next() * rows.reduce((sum, row) => sum + weight(row), 0);
      for (const row of rows) {
        left -= weight(row);
        if (left < 0) return row;
      }
      return rows.at(-1) as T;
    },
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
  };
}
