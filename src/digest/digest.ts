import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import type { Doc } from '../chat/doc.ts';
import { addDays } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import type { Texts } from '../locales/texts.ts';
import type { Channel } from '../store/channels.ts';
import type { Store } from '../store/store.ts';
import { type Closing, createClosing } from './close-day.ts';
import { type Delivered, type DeliveryParts, deliver } from './deliver.ts';
import { digestId, makeModel } from './model.ts';
import { type DigestNotes, NO_NOTES } from './notes.ts';
import { renderDigest } from './render.ts';
import { dueDays, isLate } from './schedule.ts';
import { takeSnapshot } from './snapshot.ts';

/** Messengers and networks that readers look for by name. */
const MAIN_SERVICES = new Set([
  'whatsapp',
  'telegram',
  'max',
  'signal',
  'viber',
  'discord',
  'mobile-internet',
]);

export interface DigestParts {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly texts: Texts;
  readonly k: number;
  readonly send: DeliveryParts['send'];
  readonly alert: DeliveryParts['alert'];
  /** Whether a post can be sent again without standing there twice. */
  readonly repeatable: (platform: string) => boolean;
}

/** Everything about digests: closing days, showing them, posting what is due. */
export interface Digests {
  readonly closing: Closing;
  /** Closes what is over in these zones. @returns the newest closed day of each. */
  closeDays(zones: Iterable<string>, now: number): Promise<Map<string, string | null>>;
  /** Today in that zone, up to the last full hour. */
  snapshot(zone: string, now: number): Promise<DayResult>;
  /** A day's digest as people read it. */
  show(result: DayResult, language: string, notes?: DigestNotes): Doc;
  /** Posts what a platform's channels are owed; each closed local day once. */
  postDue(platform: string, now: number): Promise<void>;
  /** Posts one day to one channel, unless it has it. */
  post(channel: Channel, day: string, now: number, missed?: readonly string[]): Promise<Delivered>;
  /** Shows those on duty the posts that were cut off by the end of the program. */
  reportLost(): Promise<void>;
}

export function createDigests(parts: DigestParts): Digests {
  const { store, catalog, texts, k, send, alert, repeatable } = parts;
  const { channels, deliveries, reports, results, gaps } = store;
  const closing = createClosing({
    reports,
    results,
    gaps,
    k,
    services: catalog.services.map((service) => service.id),
    restrictions: catalog.restrictions,
  });

  const show: Digests['show'] = (result, language, notes = NO_NOTES) =>
    renderDigest(
      makeModel(result, MAIN_SERVICES, notes),
      createNames(catalog, language),
      texts.in(language),
      language,
    );

  const post: Digests['post'] = async (channel, day, now, missed = []) => {
    const result = await closing.resultsOf(channel.zone, day);
    const late = isLate(channel, day, now);
    const doc = show(result, channel.language, { ...NO_NOTES, late, missed });
    return deliver({ channels, deliveries, send, alert }, channel, { day, digest: digestId(result), doc });
  };

  const postTo = async (channel: Channel, now: number): Promise<void> => {
    const done = await deliveries.daysFrom(channel.id, addDays(channel.firstDay, -1));
    const { days, missed } = dueDays(channel, new Set(done.keys()), now);
    for (const [index, day] of days.entries()) {
      const outcome = await post(channel, day, now, index === 0 ? missed : []);
      // What comes after waits, so that days keep their order.
      if (outcome === 'later' || outcome === 'failed') return;
      if (index === 0) await deliveries.skip(channel.id, missed);
    }
  };

  return {
    closing,
    show,
    post,
    closeDays: async (zones, now) => {
      const closed = new Map<string, string | null>();
      for (const zone of new Set(zones)) closed.set(zone, await closing.closeDays(zone, now));
      return closed;
    },
    snapshot: (zone, now) => takeSnapshot(closing, results, zone, now),
    postDue: async (platform, now) => {
      const owed = (await channels.list()).filter((channel) => channel.platform === platform);
      // Channels do not wait for one another.
      await Promise.all(owed.map((channel) => postTo(channel, now)));
    },
    reportLost: async () => {
      for (const { id, platform } of await channels.list())
        if (repeatable(platform)) await deliveries.releaseAll(id);
      for (const { day } of await deliveries.findLost()) await alert('unknown', day);
    },
  };
}
