import type { Doc, Picture } from '../chat/doc.ts';
import type { DayResult } from '../domain/result.ts';
import type { Channel } from '../store/channels.ts';
import type { Results } from '../store/results.ts';
import type { DeliveryParts } from './deliver.ts';
import { digestId } from './model.ts';
import { daysUntil } from './pictures/history.ts';
import type { DrawPictures } from './pictures/pictures.ts';
import type { Writing } from './pictures/wording.ts';

/** So many days in so many languages are kept for the channels that are still to come. */
const MOST_KEPT = 8;

export interface SendingParts {
  readonly results: Pick<Results, 'get'>;
  /** The part of a day that a channel wants. */
  readonly partFor: (channel: Channel, result: DayResult) => DayResult;
  readonly draw: DrawPictures;
  readonly writingIn: (language: string) => Omit<Writing, 'digest'>;
  readonly send: DeliveryParts['send'];
  /** Told of a picture that was not drawn or posted. */
  readonly failed: (error: unknown) => void;
}

/**
 * Posts the pictures of a day under its text, which is complete without them: one that fails is let be.
 *
 * @param text reference of the text's message
 */
export type SendPictures = (channel: Channel, result: DayResult, text: string) => Promise<void>;

export function createPictureSending(parts: SendingParts): SendPictures {
  const { results, partFor, draw, writingIn, send, failed } = parts;
  const drawn = new Map<string, Promise<Picture[]>>();

  const drawDay = async (result: DayResult, channel: Channel): Promise<Picture[]> => {
    const shown = partFor(channel, result);
    // Where nothing is known there is nothing to show.
    if (shown.cells.every((cell) => cell.people === null)) return [];
    const days = daysUntil(result.day).slice(0, -1);
    const before = await Promise.all(days.map((day) => results.get(result.zone, day)));
    const known = before.filter((one) => one !== null).map((one) => partFor(channel, one));
    return draw(shown, known, { ...writingIn(channel.language), digest: digestId(result) });
  };

  /** Once for all channels that want the same: they post at the same minute. */
  const picturesOf = (result: DayResult, channel: Channel): Promise<Picture[]> => {
    const { language, places, services } = channel;
    const key = JSON.stringify([result.zone, digestId(result), language, places, services]);
    const kept = drawn.get(key);
    if (kept) return kept;
    if (drawn.size >= MOST_KEPT) drawn.clear();
    const pictures = drawDay(result, channel);
    drawn.set(key, pictures);
    return pictures;
  };

  return async (channel, result, text) => {
    try {
      for (const [index, picture] of (await picturesOf(result, channel)).entries()) {
        const doc: Doc = { lines: [], picture, under: text };
        await send(channel.platform, channel.chatId, doc, `${result.day}-picture-${index}`);
      }
    } catch (error) {
      failed(error);
    }
  };
}
