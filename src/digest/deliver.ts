import type { Doc } from '../chat/doc.ts';
import { SendError } from '../chat/errors.ts';
import type { Channel, Channels } from '../store/channels.ts';
import type { Deliveries } from '../store/deliveries.ts';
import type { DigestNotes } from './notes.ts';

export interface DeliveryParts {
  readonly channels: Channels;
  readonly deliveries: Deliveries;
  /**
   * Sends over the channel's platform.
   *
   * @param key names the post: a platform that can tell a repetition by it keeps one
   * @throws SendError
   */
  readonly send: (platform: string, chatId: string, doc: Doc, key: string) => Promise<string>;
  /** Tells those on duty. */
  readonly alert: (what: 'paused' | 'unknown', channel: Channel, day: string) => Promise<void>;
}

/** A digest on its way to a channel. */
export interface Post {
  readonly day: string;
  /** The digest's public number. */
  readonly digest: string;
  readonly doc: Doc;
  /** What it says beside its results. */
  readonly notes: DigestNotes;
}

/** How a delivery went; `taken` when somebody else has it, `later` when it is to be tried again. */
export type Delivered = 'sent' | 'unknown' | 'failed' | 'taken' | 'later';

/**
 * Claim, send, record: whatever happens in between, a day is never posted twice. Telegram knows no idempotency:
 * a post whose answer was lost may be there, so it is shown to people and not repeated. Where the platform can tell
 * a repetition, a lost answer is no `unknown`, and the post is tried again.
 */
export async function deliver(
  { channels, deliveries, send, alert }: DeliveryParts,
  channel: Channel,
  post: Post,
): Promise<Delivered> {
  const { day, digest, doc, notes } = post;
  if (!(await deliveries.claim(channel.id, day, digest, JSON.stringify(notes)))) return 'taken';
  try {
    const message = await send(channel.platform, channel.chatId, doc, day);
    await deliveries.record(channel.id, day, 'sent', message);
    return 'sent';
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    if (error.movedTo !== null) {
      await channels.move(channel.id, error.movedTo);
      await deliveries.release(channel.id, day);
      return 'later';
    }
    if (error.unknown) {
      await deliveries.record(channel.id, day, 'unknown');
      await alert('unknown', channel, day);
      return 'unknown';
    }
    if (!error.permanent) {
      await deliveries.release(channel.id, day);
      return 'later';
    }
    await deliveries.record(channel.id, day, 'failed');
    await channels.pause(channel.id);
    await alert('paused', channel, day);
    return 'failed';
  }
}
