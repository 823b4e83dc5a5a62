import type { Catalog } from '../catalog/catalog.ts';
import { createNames, type Names } from '../catalog/names.ts';
import type { Doc } from '../chat/doc.ts';
import { addDays, daysBetween } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import type { Texts } from '../locales/texts.ts';
import { type Channel, WHOLE_DIGEST } from '../store/channels.ts';
import type { Store } from '../store/store.ts';
import { type Closing, createClosing } from './close-day.ts';
import { createNotesFinder, type NotesFinder, notesWithin } from './day-notes.ts';
import { type Delivered, type DeliveryParts, deliver } from './deliver.ts';
import { type DigestModel, digestId, makeModel } from './model.ts';
import { NAMED_SERVICES, namedRegions } from './named.ts';
import { type DigestNotes, NO_NOTES } from './notes.ts';
import { createPictures } from './pictures/pictures.ts';
import { isQuiet, quietDaysBefore } from './quiet.ts';
import { renderDigest } from './render.ts';
import { dueDays, isLate, lastDue } from './schedule.ts';
import { selectFor, type Wish } from './selection.ts';
import { createPictureSending } from './send-pictures.ts';
import { takeSnapshot } from './snapshot.ts';

/** So many days before a digest's own are looked at. */
const HISTORY_DAYS = 7;

export interface DigestParts {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly texts: Texts;
  readonly k: number;
  readonly send: DeliveryParts['send'];
  readonly alert: DeliveryParts['alert'];
  /** Told of pictures that could not be drawn or posted. */
  readonly pictureFailed: (error: unknown) => void;
  /** Whether a post can be sent again without standing there twice. */
  readonly repeatable: (platform: string) => boolean;
}

/** Everything about digests: closing days, showing them, posting what is due. */
export interface Digests {
  readonly closing: Closing;
  /** What moderators said of days. */
  readonly notes: NotesFinder;
  /** Closes what is over in these zones. @returns the newest closed day of each. */
  closeDays(zones: Iterable<string>, now: number): Promise<Map<string, string | null>>;
  /** Today in that zone, up to the last full hour. */
  snapshot(zone: string, now: number): Promise<DayResult>;
  /** A day's digest as people read it, of all there is or of what a channel wants. */
  show(result: DayResult, language: string, notes?: DigestNotes, wish?: Wish): Promise<Doc>;
  /** The part of a day's results that a channel wants. */
  partFor(wish: Wish, result: DayResult): DayResult;
  /** A closed day for anybody who asks, or a part of it, with what was said of it since. */
  showDay(result: DayResult, language: string, wish?: Wish): Promise<Doc>;
  /** Posts what a platform's channels are owed; each closed local day once. */
  postDue(platform: string, now: number): Promise<void>;
  /** Posts one day to one channel, unless it has it. */
  post(channel: Channel, day: string, now: number, missed?: readonly string[]): Promise<Delivered>;
  /** Posts a day that was given free again, at once. */
  repost(channelId: number, day: string, now: number): Promise<void>;
  /** Shows those on duty the posts whose fate is not known, those cut off by the end of the program among them. */
  reportLost(): Promise<void>;
}

export function createDigests(parts: DigestParts): Digests {
  const { store, catalog, texts, k, send, alert, pictureFailed, repeatable } = parts;
  const { channels, deliveries, reports, results, gaps } = store;
  const names = new Map<string, Names>();
  const namesIn = (language: string) =>
    names.getOrInsertComputed(language, () => createNames(catalog, language));
  const notesFinder = createNotesFinder(store);
  const closing = createClosing({
    reports,
    results,
    gaps,
    k,
    services: catalog.services.map((service) => service.id),
    restrictions: catalog.restrictions,
  });

  const regions = new Map(catalog.cities.map(({ id, regionId }) => [id, regionId]));
  const regionOf = (place: string) => regions.get(place);

  const partFor: Digests['partFor'] = (wish, result) => selectFor(result, wish, regionOf);

  /** What a region says of all services cannot be told from some of them. */
  const regionsFor = ({ places, services }: Wish): string[] => {
    if (services !== null) return [];
    if (places === null) return namedRegions(catalog);
    return [...new Set(places.map((place) => regionOf(place) ?? place))];
  };

  const modelFor = (
    result: DayResult,
    wish: Wish,
    notes: DigestNotes,
    before: readonly DayResult[] = [],
  ): DigestModel => {
    const part = partFor(wish, result);
    const history = before.map((one) => partFor(wish, one));
    return makeModel({
      id: digestId(result),
      result: part,
      yesterday: history.find(({ day }) => day === addDays(result.day, -1)) ?? null,
      history,
      // Services that were chosen are all looked for.
      main: wish.services === null ? NAMED_SERVICES : new Set(wish.services),
      regions: regionsFor(wish),
      notes: notesWithin(part, notes),
    });
  };

  /** The closed days before. */
  const daysBefore = async ({ zone, day }: DayResult): Promise<DayResult[]> => {
    const days = Array.from({ length: HISTORY_DAYS }, (_, index) => addDays(day, -1 - index));
    const found = await Promise.all(days.map((one) => results.get(zone, one)));
    return found.filter((one) => one !== null);
  };

  const show: Digests['show'] = async (result, language, notes = NO_NOTES, wish = WHOLE_DIGEST) => {
    const model = modelFor(result, wish, notes, await daysBefore(result));
    return renderDigest(model, namesIn(language), texts.in(language), language);
  };

  const sendPictures = createPictureSending({
    results,
    partFor,
    draw: createPictures(NAMED_SERVICES),
    writingIn: (language) => ({ names: namesIn(language), t: texts.in(language), language }),
    send,
    failed: pictureFailed,
  });

  const ledgerOf = (channel: Channel) => deliveries.daysFrom(channel.id, addDays(channel.firstDay, -1));

  const postPictures = async (channel: Channel, result: DayResult): Promise<void> => {
    const text = channel.pictures ? await deliveries.messageOf(channel.id, result.day) : null;
    if (text !== null) await sendPictures(channel, result, text);
  };

  const post: Digests['post'] = async (channel, day, now, missed = []) => {
    const result = await closing.resultsOf(channel.zone, day);
    const quiet = quietDaysBefore(day, await ledgerOf(channel));
    const { named, news, corrections } = await notesFinder.ofDigest(channel, day);
    const notes = { late: isLate(channel, day, now), missed, quiet, news, corrections };
    const doc = await show(result, channel.language, notes, channel);
    const parts = { channels, deliveries, send, alert };
    const delivered = await deliver(parts, channel, { day, digest: digestId(result), doc, notes });
    if (delivered === 'sent' || delivered === 'unknown')
      await store.corrections.noteNamed(named, channel.id, day);
    if (delivered === 'sent') await postPictures(channel, result);
    return delivered;
  };

  /** Only beside a digest of the day before, or a chain of quiet days that began with one. */
  const isLeftOut = async (channel: Channel, day: string): Promise<boolean> => {
    if (!channel.skipQuiet) return false;
    const yesterday = addDays(day, -1);
    const before = (await ledgerOf(channel)).get(yesterday);
    if (before !== 'sent' && before !== 'skipped') return false;
    // What is to be taken back is said, however quiet the day was.
    if ((await notesFinder.ofDigest(channel, day)).named.length > 0) return false;
    const [old, current] = await Promise.all(
      [yesterday, day].map((one) => closing.resultsOf(channel.zone, one)),
    );
    if (!old || !current) return false;
    return isQuiet(modelFor(current, channel, NO_NOTES), modelFor(old, channel, NO_NOTES));
  };

  const postOrLeaveOut = async (...[channel, day, now, missed]: Parameters<Digests['post']>) => {
    if (!(await isLeftOut(channel, day))) return post(channel, day, now, missed);
    await deliveries.skip(channel.id, [day]);
    return 'left out';
  };

  /** Asked each minute, so it must not take longer with every day that a channel has. */
  const hasAll = async (channel: Channel, now: number): Promise<boolean> => {
    const last = lastDue(channel, now);
    return (await deliveries.count(channel.id, channel.firstDay, last)) > daysBetween(channel.firstDay, last);
  };

  const postOpenDays = async (channel: Channel, now: number): Promise<void> => {
    const done = await ledgerOf(channel);
    const { days, missed } = dueDays(channel, new Set(done.keys()), now);
    // A zone that was chosen since the last closing: nothing is shown that is not frozen.
    if (days.length > 0) await closing.closeDays(channel.zone, now);
    for (const [index, day] of days.entries()) {
      const outcome = await postOrLeaveOut(channel, day, now, index === 0 ? missed : []);
      // What comes after waits, so that days keep their order.
      if (outcome === 'later' || outcome === 'failed') return;
      if (index === 0) await deliveries.skip(channel.id, missed);
    }
  };

  const postTo = async (channel: Channel, now: number): Promise<void> => {
    if (!(await hasAll(channel, now))) await postOpenDays(channel, now);
  };

  return {
    closing,
    notes: notesFinder,
    show,
    partFor,
    showDay: async (result, language, wish = WHOLE_DIGEST) => {
      const said = await notesFinder.ofDay(result.zone, result.day);
      return show(result, language, { ...NO_NOTES, ...said }, wish);
    },
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
    repost: async (channelId, day, now) => {
      const channel = (await channels.list()).find(({ id }) => id === channelId);
      if (channel) await post(channel, day, now);
    },
    reportLost: async () => {
      const known = new Map((await channels.list()).map((channel) => [channel.id, channel]));
      for (const { id, platform } of known.values())
        if (repeatable(platform)) await deliveries.releaseAll(id);
      await deliveries.findLost();
      for (const { channel: id, day } of await deliveries.unknown()) {
        const channel = known.get(id);
        if (channel) await alert('unknown', channel, day);
      }
    },
  };
}
