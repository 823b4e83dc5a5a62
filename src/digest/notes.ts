import type { Correction } from '../domain/correction.ts';

export type { Correction } from '../domain/correction.ts';

/** Moderators' mark: a press story went round, and what was reported after it may be an echo of it. */
export interface NewsMark {
  /** Local hour of the day, 0 to 23. */
  readonly hour: number;
  /** Null for messengers at large. */
  readonly service: string | null;
}

/** What a digest says beside its results. */
export interface DigestNotes {
  /** Later than its hour. */
  readonly late: boolean;
  /** Days that got no digest of their own. */
  readonly missed: readonly string[];
  /** Days before this one that were left out because nothing changed on them. */
  readonly quiet: readonly string[];
  readonly news: readonly NewsMark[];
  /** Made since the digest before. */
  readonly corrections: readonly Correction[];
}

export const NO_NOTES: DigestNotes = { late: false, missed: [], quiet: [], news: [], corrections: [] };
