import type { Catalog } from './catalog/catalog.ts';
import type { Reader } from './catalog/reader/reader.ts';
import { SendError } from './chat/errors.ts';
import type { ChannelFinder, Handle, MenuHolder, Transport } from './chat/transport.ts';
import type { Clock } from './clock.ts';
import { createInbox } from './commands/inbox.ts';
import { createMenus } from './commands/menus.ts';
import { type Conversation, createConversation } from './commands/table.ts';
import type { Config } from './config.ts';
import { createDigests, type Digests } from './digest/digest.ts';
import { localDay } from './domain/day.ts';
import type { DayResult } from './domain/result.ts';
import { createHousekeeping, earliestOpenDay } from './housekeeping.ts';
import type { Texts } from './locales/texts.ts';
import { describeError, type Log } from './log.ts';
import { createOpsChat } from './ops-chat.ts';
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
  readonly transports: readonly (Transport & Partial<MenuHolder & ChannelFinder>)[];
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
  let minutes = 0;
  let wanted = [...(config.telegram?.channels ?? [])];
  let ticking: Promise<void> = Promise.resolve();
  let stopSchedule = () => {};
  let menusSet = false;
  let stopped = false;

  const send = async (
    platform: string,
    chatId: string,
    doc: Parameters<Transport['send']>[1],
  ): Promise<string> => {
    const transport = transports.find((one) => one.platform === platform);
    if (!transport) throw new SendError(`${platform} is not set up`, { permanent: false });
    return transport.send(chatId, doc);
  };

  const opsChat = config.telegram?.opsChat ?? null;
  const tellOps = createOpsChat((chatId, doc) => send('telegram', chatId, doc), opsChat);

  const digests = createDigests({
    store,
    catalog,
    texts,
    k: config.minPublic,
    send,
    alert: async (what, day) => {
      log.warn({ what, day }, 'a digest needs attention');
      const id = what === 'paused' ? 'ops-channel-paused' : 'ops-delivery-unknown';
      const told = await tellOps(texts.in(config.language)(id, { day }));
      if (!told && opsChat !== null) log.warn({}, 'the ops chat could not be told');
    },
  });

  const conversation: Conversation = createConversation({
    catalog,
    reader,
    texts,
    people: store.people,
    reports: store.reports,
    purges: store.purges,
    language: config.language,
    zone: config.timeZone,
    k: config.minPublic,
    moderatorName,
    today: () => today,
    usualCarriers: (city) => usualCarriers.get(city) ?? [],
    openSince: () => openSince,
    erased: () => {
      erased = true;
    },
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
    const docs = await inbox(batch);
    if (erased) {
      erased = false;
      await store.database.truncateLog();
    }
    return docs;
  };

  /** Channels are rows; the settings only seed them. */
  const findChannels = async (): Promise<void> => {
    const finder = transports.find((one) => one.findChannel);
    if (!finder?.findChannel || wanted.length === 0) return;
    const missing: string[] = [];
    for (const name of wanted) {
      try {
        const chatId = await finder.findChannel(name);
        await store.channels.seed({
          platform: finder.platform,
          chatId,
          language: config.language,
          zone: config.timeZone,
          digestAt: config.digestAt,
          firstDay: localDay(now(), config.timeZone),
        });
      } catch (error) {
        missing.push(name);
        log.warn({ reason: reasonOf(error) }, 'a channel of TELEGRAM_CHANNELS cannot be used yet');
      }
    }
    wanted = missing;
  };

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

  const tick = async (): Promise<void> => {
    try {
      await keepHouse();
      if (minutes % RETRY_MINUTES === 0) await Promise.all([findChannels(), setMenus()]);
      minutes += 1;
      await digests.postDue(now());
    } catch (error) {
      log.error({ error: describeError(error) }, 'the minute’s work failed; it is tried again');
    }
  };

  /** One minute's work at a time, however long it takes. */
  const schedule = (): Promise<void> => {
    ticking = ticking.then(tick);
    return ticking;
  };

  const setMenus = async (): Promise<void> => {
    const holder = transports.find((one) => one.setMenu);
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
      void schedule();
      stopSchedule = clock.everyMinute(schedule);
    },
    stop: async () => {
      stopped = true;
      stopSchedule();
      await Promise.all(transports.map((transport) => transport.stop()));
      await ticking;
    },
  };
}

/** Our own errors speak plainly; of others only the kind is told. */
function reasonOf(error: unknown): string {
  return error instanceof SendError ? error.message : describeError(error).kind;
}
