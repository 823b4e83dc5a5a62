import type { Catalog } from './catalog/catalog.ts';
import type { Reader } from './catalog/reader/reader.ts';
import { createChannelSeeds } from './channel-seeds.ts';
import type { ChannelSeed } from './channels-file.ts';
import type { Doc } from './chat/doc.ts';
import { SendError } from './chat/errors.ts';
import type { Abilities, Handle, Transport } from './chat/transport.ts';
import type { Clock } from './clock.ts';
import { askWhetherPosted, tellOfPause } from './commands/deliveries.ts';
import { createInbox } from './commands/inbox.ts';
import { createMenus } from './commands/menus.ts';
import { type Conversation, createConversation } from './commands/table.ts';
import type { Config } from './config.ts';
import { createCorrecting } from './digest/corrections.ts';
import { createDigests, type Digests } from './digest/digest.ts';
import { createRewriting } from './digest/rewrite.ts';
import { localDay } from './domain/day.ts';
import type { DayResult } from './domain/result.ts';
import { createErrands } from './errands.ts';
import { createHousekeeping, earliestOpenDay } from './housekeeping.ts';
import type { Texts } from './locales/texts.ts';
import { describeError, type Log } from './log.ts';
import { createOpsChats } from './ops-chat.ts';
import { WHOLE_DIGEST } from './store/channels.ts';
import type { Store } from './store/store.ts';

/** How often a channel that could not be looked up, or menus that could not be set, are tried again. */
const RETRY_MINUTES = 5;

/** Of so many closed days the carriers that people use are taken. */
const USUAL_DAYS = 30;

/** What the program is joined from. */
export interface AppParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly texts: Texts;
  readonly transports: readonly (Transport & Partial<Abilities>)[];
  /** @returns the name of a moderator; null for everybody else. */
  readonly moderatorName: (platform: string, userId: string) => string | null;
}

export interface App {
  readonly digests: Digests;
  /** Resolves once every platform takes updates or is trying to; none waits for another. */
  start(): Promise<void>;
  /** Resolves within ten seconds. */
  stop(): Promise<void>;
}

/** Joins transports, commands, digest and schedule. */
export function createApp(parts: AppParts): App {
  const { config, clock, log, store, catalog, reader, texts, transports, moderatorName } = parts;
  const now = () => Math.floor(clock.now());
  const housekeeping = createHousekeeping(store, config.retentionDays);
  let today: DayResult | null = null;
  let usualCarriers: ReadonlyMap<string, readonly string[]> = new Map();
  let usualUntil = -1;
  let openSince = now();
  let erased = false;
  let tidied = -1;
  let ticking: Promise<void> = Promise.resolve();
  let stopSchedule = () => {};
  let menusSet = false;
  let stopped = false;

  const transportOf = (platform: string) => transports.find((one) => one.platform === platform);

  const send = async (platform: string, chatId: string, doc: Doc, key?: string): Promise<string> => {
    const transport = transportOf(platform);
    if (!transport) throw new SendError(`${platform} is not set up`, { permanent: false });
    if (key !== undefined && transport.sendOnce) return transport.sendOnce(chatId, doc, key);
    return transport.send(chatId, doc);
  };

  const ops = createOpsChats({
    send,
    chats: { telegram: config.telegram?.opsChat, matrix: config.matrix?.opsRoom },
    failed: () => log.warn({}, 'the ops chat could not be told'),
  });

  const digests = createDigests({
    store,
    catalog,
    texts,
    k: config.minPublic,
    send,
    repeatable: (platform) => transportOf(platform)?.sendOnce !== undefined,
    pictureFailed: (error) => log.warn({ reason: reasonOf(error) }, 'a digest stands without a picture'),
    alert: async (what, channel, day) => {
      log.warn({ what, day }, 'a digest needs attention');
      const t = texts.in(config.language);
      ops.tell(what === 'paused' ? tellOfPause(channel, t) : askWhetherPosted(channel, day, t));
    },
  });

  const errands = createErrands({
    send,
    failed: (error) => log.warn({ reason: reasonOf(error) }, 'what was to be done after an answer failed'),
  });

  const findChannel = async (platform: string, name: string): Promise<string> => {
    const found = await transportOf(platform)?.findChannel?.(name);
    if (found === undefined)
      throw new SendError(`${platform} is not set up`, { permanent: true, obstacle: 'off' });
    return found;
  };

  const bringUpToDate = createRewriting({
    store,
    notes: digests.notes,
    showTo: (channel, result, notes) => digests.show(result, channel.language, notes, channel),
    edit: async (platform, chatId, message, doc, key) => {
      await transportOf(platform)?.editMessage?.(chatId, message, doc, key);
    },
  });

  const conversation: Conversation = createConversation({
    catalog,
    reader,
    texts,
    ...store,
    findChannel,
    later: errands.later,
    correcting: createCorrecting(store, digests.partFor),
    language: config.language,
    zone: config.timeZone,
    digestAt: config.digestAt,
    k: config.minPublic,
    moderatorName,
    isOpsChat: ops.has,
    today: () => today,
    usualCarriers: (city) => usualCarriers.get(city) ?? [],
    openSince: () => openSince,
    erased: () => {
      erased = true;
    },
    repost: (channel, day) => {
      errands.add(() => digests.repost(channel, day, now()));
    },
    corrected: () => {
      for (const { platform } of transports) errands.add(() => bringUpToDate(platform));
    },
    showDay: digests.showDay,
  });

  const menus = createMenus(conversation.commands, texts);

  const inbox = createInbox({
    database: store.database,
    handled: store.handled,
    answer: conversation.answer,
    textFor: (language) => texts.in(texts.choose(language, config.language)),
    now,
    failed: (error, what) => log.error({ error: describeError(error), what }, 'not handled'),
  });

  const handle: Handle = async (batch) => {
    const docs = await inbox(batch).catch((error) => {
      errands.drop();
      throw error;
    });
    errands.begin();
    if (erased) {
      erased = false;
      await store.database.truncateLog();
    }
    return docs;
  };

  const seedChannels = createChannelSeeds({
    wanted: wantedChannels(config),
    finders: transports,
    seed: ({ platform, language = config.language, zone = config.timeZone, ...wanted }, chatId) => {
      const { at: digestAt = config.digestAt, places, services, pictures, skipQuiet } = wanted;
      const firstDay = localDay(now(), zone);
      const content = { places, services, pictures, skipQuiet };
      return store.channels.seed({ platform, chatId, language, zone, digestAt, firstDay, ...content });
    },
    missing: (platform, error) =>
      log.warn({ platform, reason: reasonOf(error) }, 'a channel of the settings cannot be used yet'),
  });

  const keepHouse = async (): Promise<void> => {
    await store.gaps.beat(now());
    await housekeeping.rotateKeys(now());
    const channels = await store.channels.list();
    const closed = await digests.closeDays([config.timeZone, ...channels.map(({ zone }) => zone)], now());
    openSince = earliestOpenDay(closed, now());
    today = await digests.snapshot(config.timeZone, now());
    const hour = Math.floor(now() / 3600);
    if (hour === tidied) return;
    await housekeeping.tidy(now(), openSince);
    if (usualUntil !== openSince) {
      const span = { start: openSince - USUAL_DAYS * 86_400, end: openSince };
      usualCarriers = await store.reports.usualCarriers(span, config.minPublic);
      usualUntil = openSince;
    }
    tidied = hour;
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ error: describeError(error) }, 'the minute’s work failed; it is tried again');
    }
  };

  /** A platform's share of the minute's work. One that hangs keeps back its own further share and nobody else's. */
  const shareOf = ({ platform }: Transport): (() => Promise<void>) => {
    let minutes = 0;
    return oneAtATime(() =>
      guarded(async () => {
        if (minutes++ % RETRY_MINUTES === 0) await Promise.all([seedChannels(platform), setMenus(platform)]);
        await digests.postDue(platform, now());
        await bringUpToDate(platform);
      }),
    );
  };

  const house = oneAtATime(() => guarded(keepHouse));
  const shares = transports.map(shareOf);
  const schedule = async (): Promise<void> => {
    await house();
    await Promise.all(shares.map((share) => share()));
  };

  const setMenus = async (platform: string): Promise<void> => {
    const holder = transportOf(platform);
    if (menusSet || !holder?.setMenu) return;
    try {
      const all = await menus.set({ setMenu: holder.setMenu }, config.telegram?.moderators ?? []);
      if (!all) log.info({}, 'a moderator who has not written to the bot yet has no menu');
      menusSet = true;
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the command menus could not be set yet');
    }
  };

  return {
    digests,
    start: async () => {
      await keepHouse();
      await digests.reportLost();
      await Promise.all(transports.map((transport) => transport.start(handle)));
      if (stopped) return;
      ticking = schedule();
      stopSchedule = clock.everyMinute(() => {
        ticking = schedule();
        return ticking;
      });
    },
    stop: async () => {
      stopped = true;
      stopSchedule();
      await Promise.all(transports.map((transport) => transport.stop()));
      await Promise.all([ticking, errands.idle()]);
    },
  };
}

/** Those that a file describes come first: it says more. */
function wantedChannels({ channels, telegram, matrix }: Config): ChannelSeed[] {
  const named = (platform: ChannelSeed['platform'], chats: readonly string[] = []) =>
    chats.map((chat) => ({ platform, chat, ...WHOLE_DIGEST }));
  return [...channels, ...named('telegram', telegram?.channels), ...named('matrix', matrix?.rooms)];
}

/** Our own errors speak plainly; of others only the kind is told. */
function reasonOf(error: unknown): string {
  return error instanceof SendError ? error.message : describeError(error).kind;
}

/** @returns what runs the work once more; asked for while it runs, it runs once again after that. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= running.then(() => {
      next = null;
      running = work();
      return running;
    });
    return next;
  };
}
