import { createShorthand } from '../catalog/shorthand.ts';
import type { Doc } from '../chat/doc.ts';
import { SendError } from '../chat/errors.ts';
import type { Config } from '../config.ts';
import { createDigests, type Digests } from '../digest/digest.ts';
import { resultToJson } from '../digest/digest-json.ts';
import { daySpan } from '../domain/day.ts';
import { type Channel, WHOLE_DIGEST } from '../store/channels.ts';
import { createDispatcher } from '../transports/dispatcher.ts';
import { createTelegram } from '../transports/telegram/telegram.ts';
import { type Context, Exit } from './context.ts';
import { writeLine } from './lines.ts';
import { openParts, type Parts } from './parts.ts';

export interface DigestOptions {
  readonly day: string;
  readonly channel?: string;
  readonly zone?: string;
  readonly language?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Shows the digest of a day, or posts it to the channels that do not have it yet. */
export async function digest(options: DigestOptions, config: Config, context: Context): Promise<void> {
  const parts = await openParts(config, context);
  try {
    const channel = await channelOf(options, parts);
    const zone = channel?.zone ?? options.zone ?? config.timeZone;
    checkDay(options.day, zone, context.clock.now());
    const digests = digestsFor(parts, config, context);
    if (options.dryRun || options.json) await show(options, { digests, zone, channel, config, context });
    else await post(options.day, channel, { digests, parts, context });
  } finally {
    await parts.close();
  }
}

async function channelOf({ channel }: DigestOptions, { store }: Parts): Promise<Channel | null> {
  if (channel === undefined) return null;
  const channels = await store.channels.list();
  const found = channels.find(({ chatId }) => chatId === channel);
  if (!found)
    throw new Exit(
      `No channel ${channel} is known. Known: ${channels.map(({ chatId }) => chatId).join(', ') || 'none'}.`,
      64,
    );
  return found;
}

function checkDay(day: string, zone: string, now: number): void {
  try {
    if (daySpan(day, zone).end <= now) return;
  } catch {
    throw new Exit(
      `There is no day ${day} in ${zone}. Write a date such as 2026-11-21 and a zone such as Europe/Moscow.`,
      64,
    );
  }
  throw new Exit(`${day} is not over in ${zone}.`, 64);
}

function digestsFor({ store, catalog, texts }: Parts, config: Config, { clock, notices }: Context): Digests {
  const { telegram } = config;
  const transport = telegram
    ? createTelegram({
        ...telegram,
        dispatcher: createDispatcher({ proxy: telegram.proxy, connections: 1 }),
        throughProxy: telegram.proxy !== null,
        shorthand: createShorthand(catalog),
        wait: clock.wait,
        log: { warn: (_, message) => void notices.write(`${message}\n`) },
      })
    : null;
  return createDigests({
    store,
    catalog,
    texts,
    k: config.minPublic,
    repeatable: () => false,
    send: async (platform, chatId, doc) => {
      // Two programs on one device break it: what a room is owed is posted by the bot itself.
      if (platform === 'matrix') throw new SendError('the bot posts to Matrix itself', { permanent: false });
      if (!transport) throw new Exit('TELEGRAM_BOT_TOKEN is not set.', 78);
      return transport.send(chatId, doc);
    },
    pictureFailed: () => void notices.write('The digest stands without a picture.\n'),
    alert: async (what) =>
      void notices.write(
        what === 'paused'
          ? 'The channel refuses it and is paused.\n'
          : 'The answer was lost: look at the channel.\n',
      ),
  });
}

async function show(
  { day, language, json }: DigestOptions,
  {
    digests,
    zone,
    channel,
    config,
    context,
  }: { digests: Digests; zone: string; channel: Channel | null; config: Config; context: Context },
): Promise<void> {
  const result = await digests.closing.resultsOf(zone, day);
  const doc = await digests.showDay(
    result,
    channel?.language ?? language ?? config.language,
    channel ?? WHOLE_DIGEST,
  );
  await writeLine(context.output, json ? JSON.stringify(resultToJson(result)) : plainText(doc));
}

async function post(
  day: string,
  only: Channel | null,
  { digests, parts, context }: { digests: Digests; parts: Parts; context: Context },
): Promise<void> {
  const channels = only ? [only] : await parts.store.channels.list();
  if (channels.length === 0)
    throw new Exit('There are no channels. Set TELEGRAM_CHANNELS and start the bot once.');
  const now = context.clock.now();
  await digests.closeDays(
    channels.map(({ zone }) => zone),
    now,
  );
  for (const channel of channels) {
    const outcome = await digests.post(channel, day, now);
    await writeLine(context.output, `${channel.chatId}: ${outcome === 'taken' ? 'has it already' : outcome}`);
  }
}

function plainText(doc: Doc): string {
  return doc.lines
    .map((line) => line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join(''))
    .join('\n');
}
