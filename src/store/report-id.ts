import { randomInt } from 'node:crypto';
import { BUCKET_SECONDS } from '../domain/report.ts';

/** 2020-01-01: no report is older, and ids stay below 2^53 until the year 2139. */
export const FIRST_INSTANT = 1_577_836_800;
const RANDOM_SPAN = 2 ** 31;

/**
 * Row ids hold the bucket and are random within it: a span of time is a span of ids, and the order of rows
 * tells nothing finer than the bucket does.
 *
 * @param at Unix seconds, from `FIRST_INSTANT` on
 */
export function newReportId(at: number): number {
  return firstReportId(at) + randomInt(RANDOM_SPAN);
}

/** @returns the smallest id that a report of that bucket can have. */
export function firstReportId(at: number): number {
  return Math.floor((Math.max(at, FIRST_INSTANT) - FIRST_INSTANT) / BUCKET_SECONDS) * RANDOM_SPAN;
}

/** @returns the start of the report's bucket, Unix seconds. */
export function instantOfReport(id: number): number {
  return Math.floor(id / RANDOM_SPAN) * BUCKET_SECONDS + FIRST_INSTANT;
}
