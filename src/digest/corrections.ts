import { type CorrectedCell, type Correction, isSameCell } from '../domain/correction.ts';
import type { DayResult, PublishedCell } from '../domain/result.ts';
import type { Channel } from '../store/channels.ts';
import type { StoredCorrection } from '../store/corrections.ts';
import type { Store } from '../store/store.ts';

/** A moderator's correction of a published day. */
export interface Correcting {
  /** @returns what the digests of a day say, in any zone: each service, place and carrier once. */
  published(day: string): Promise<PublishedCell[]>;
  /** @returns the correction in force that takes it back. */
  find(day: string, cell: CorrectedCell): Promise<StoredCorrection | null>;
  /** @returns the correction's number, and how many channels had said what is taken back. */
  make(correction: Correction, by: By): Promise<{ id: number; channels: number }>;
  newest(limit: number): Promise<StoredCorrection[]>;
  /** @returns why not; null when it was done */
  withdraw(id: number, moderator: string): Promise<'unknown' | 'withdrawn' | null>;
}

interface By {
  /** The name from the settings. */
  readonly moderator: string;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Corrections change no result: they are said beside it, wherever the day is shown from then on.
 *
 * @param partFor the part of a day that a channel's digests show
 */
export function createCorrecting(
  { results, channels, posts, corrections }: Store,
  partFor: (wish: Channel, result: DayResult) => DayResult,
): Correcting {
  const published: Correcting['published'] = async (day) => {
    const cells = (await results.ofDay(day)).flatMap((result) => result.cells).filter(isTold);
    const wholeFirst = cells.toSorted((a, b) => Number(a.function !== null) - Number(b.function !== null));
    return wholeFirst.filter((cell, index) => wholeFirst.findIndex((one) => isSameCell(one, cell)) === index);
  };

  const channelsThatSaid = async (day: string, cell: CorrectedCell): Promise<number[]> => {
    const known = new Map((await channels.list()).map((channel) => [channel.id, channel]));
    const told: number[] = [];
    for (const { channel: id } of await posts.of(day)) {
      const channel = known.get(id);
      const result = channel && (await results.get(channel.zone, day));
      if (!channel || !result) continue;
      if (partFor(channel, result).cells.some((one) => isTold(one) && isSameCell(one, cell))) told.push(id);
    }
    return told;
  };

  return {
    published,
    find: async (day, cell) =>
      (await corrections.ofDay(day)).find((correction) => isSameCell(correction, cell)) ?? null,

    make: async (correction, by) => {
      const told = await channelsThatSaid(correction.day, correction);
      const id = await corrections.add(correction, by, told);
      for (const channel of told) await posts.outdate(channel, correction.day);
      return { id, channels: told.length };
    },

    newest: (limit) => corrections.newest(limit),

    withdraw: async (id, moderator) => {
      const spokeOfIt = await corrections.withdraw(id, moderator);
      if (typeof spokeOfIt === 'string') return spokeOfIt;
      for (const { channel, day } of spokeOfIt) await posts.outdate(channel, day);
      return null;
    },
  };
}

/** Where too few spoke, nothing was said that could be taken back. */
function isTold({ people }: PublishedCell): boolean {
  return people !== null;
}
