import { type Correction, isSameCell } from '../domain/correction.ts';
import { daySpan, localTime } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import type { Channel } from '../store/channels.ts';
import type { Store } from '../store/store.ts';
import type { DigestNotes } from './notes.ts';

/** What moderators said of a day. */
export type DayNotes = Pick<DigestNotes, 'news' | 'corrections'>;

/** What is said of a day beside a part of it: what was taken back there, and stories of the services that it holds. */
export function notesWithin(part: DayResult, notes: DigestNotes): DigestNotes {
  const holds = (correction: Correction) => part.cells.some((cell) => isSameCell(cell, correction));
  return {
    ...notes,
    news: notes.news.filter(
      ({ service }) => service === null || part.cells.some((cell) => cell.service === service),
    ),
    corrections: notes.corrections.filter((correction) => correction.day !== part.day || holds(correction)),
  };
}

export interface NotesFinder {
  /** For anybody who looks at that day. */
  ofDay(zone: string, day: string): Promise<DayNotes>;
  /**
   * For a channel's digest: also what was taken back of its earlier ones.
   *
   * @returns `named`: the numbers of those, to be noted once it is there
   */
  ofDigest(channel: Channel, day: string): Promise<DayNotes & { named: readonly number[] }>;
}

export function createNotesFinder({ news, corrections }: Pick<Store, 'news' | 'corrections'>): NotesFinder {
  const ofDay: NotesFinder['ofDay'] = async (zone, day) => {
    const marks = await news.within(daySpan(day, zone));
    return {
      news: marks.map(({ hour, service }) => ({
        hour: Number(localTime(hour * 3600, zone).slice(0, 2)),
        service,
      })),
      corrections: await corrections.ofDay(day),
    };
  };

  return {
    ofDay,
    ofDigest: async (channel, day) => {
      const own = await ofDay(channel.zone, day);
      const earlier = await corrections.toName(channel.id, day);
      return {
        ...own,
        corrections: [...own.corrections, ...earlier],
        named: earlier.map(({ id }) => id),
      };
    },
  };
}
