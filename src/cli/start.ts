import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { createApp } from '../app.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createReader } from '../catalog/reader/reader.ts';
import { createShorthand } from '../catalog/shorthand.ts';
import { SendError } from '../chat/errors.ts';
import type { Config, MatrixConfig, TelegramConfig } from '../config.ts';
import { createLog, type Log } from '../log.ts';
import { AlreadyRunning, lockStart } from '../store/single-start.ts';
import { type Console, createConsole } from '../transports/console.ts';
import { createDispatcher } from '../transports/dispatcher.ts';
import { type Context, Exit } from './context.ts';
import type { OpenMatrix, openMatrix } from './matrix.ts';
import { openParts } from './parts.ts';

/** Who sits at the terminal is the operator, and may moderate. */
const OPERATOR = 'local';
/** The poll needs a connection beside those that answer. */
const POLL_CONNECTIONS = 1;

export interface StartOptions {
  readonly console?: boolean;
  readonly as?: string;
}

/** Runs until it is told to stop, or the console's input ends. */
export async function start(options: StartOptions, config: Config, context: Context): Promise<void> {
  const { clock, notices } = context;
  const { catalog, texts, store, close } = await openParts(config, context);
  const unlock = lock(config.database);
  const log = createLog(config.logLevel, secretsOf(config), notices);
  const alone = !config.telegram && !config.matrix;
  const terminal = options.console || alone ? terminalFor(options, context) : null;
  const telegram = config.telegram && (await telegramFor(config.telegram, catalog, context, log));
  const rooms = [
    ...config.channels,
    ...(await store.channels.list()).map(({ platform, chatId }) => ({ platform, chat: chatId })),
  ];
  const matrix =
    config.matrix && (await matrixFor(withRooms(config.matrix, rooms), config, store.keys, context, log));
  const app = createApp({
    config,
    clock,
    log,
    store,
    catalog,
    reader: createReader(catalog),
    texts,
    transports: [terminal, telegram, matrix?.transport ?? null].filter((transport) => transport !== null),
    moderatorName: (platform, userId) => moderatorName(config, matrix?.transport ?? null, platform, userId),
  });
  const stopped = untilStopped(terminal);
  try {
    const started = app.start();
    await Promise.race([started, stopped]);
    notices.write(greeting(config, terminal !== null, texts.in(config.language)));
    await stopped;
  } catch (error) {
    // What a transport refuses to start with is a setting.
    if (error instanceof SendError) throw new Exit(`${error.message}. Check the settings.`, 78);
    throw error;
  } finally {
    await app.stop();
    matrix?.close();
    await close();
    unlock();
  }
}

function secretsOf({ telegram, matrix }: Config): string[] {
  const all = [
    telegram?.token,
    telegram?.proxy,
    matrix?.password,
    matrix?.accessToken,
    matrix?.recoveryKey,
    matrix?.proxy,
  ];
  return all.filter((secret) => typeof secret === 'string');
}

/** Rooms that get the digest are for everybody to read, whoever named them. */
function withRooms(
  matrix: MatrixConfig,
  channels: readonly { platform: string; chat: string }[],
): MatrixConfig {
  const rooms = channels.filter(({ platform }) => platform === 'matrix').map(({ chat }) => chat);
  return { ...matrix, rooms: [...new Set([...matrix.rooms, ...rooms])] };
}

/** Loaded only where it is wanted: the SDK and its crypto take time and memory. */
async function matrixFor(...given: Parameters<typeof openMatrix>): Promise<OpenMatrix> {
  return (await import('./matrix.ts')).openMatrix(...given);
}

function lock(database: string): () => void {
  try {
    return lockStart(database);
  } catch (error) {
    throw error instanceof AlreadyRunning ? new Exit(error.message) : error;
  }
}

function terminalFor({ as }: StartOptions, { input, output, clock }: Context): Console {
  return createConsole({
    input,
    output,
    userId: as ?? OPERATOR,
    language: null,
    runId: randomUUID(),
    now: clock.now,
    wait: clock.wait,
  });
}

/** Loaded only where it is wanted, grammy with it. */
async function telegramFor(
  { token, apiRoot, proxy, connections }: TelegramConfig,
  catalog: Catalog,
  { clock }: Context,
  log: Log,
) {
  const { createTelegram } = await import('../transports/telegram/telegram.ts');
  return createTelegram({
    token,
    apiRoot,
    dispatcher: createDispatcher({ proxy, connections: connections + POLL_CONNECTIONS }),
    throughProxy: proxy !== null,
    shorthand: createShorthand(catalog),
    wait: clock.wait,
    log,
  });
}

function moderatorName(
  { telegram, matrix }: Config,
  rooms: { mayModerate(userId: string): boolean } | null,
  platform: string,
  userId: string,
): string | null {
  if (platform === 'console') return userId === OPERATOR ? 'console' : null;
  const named = { telegram: telegram?.moderators, matrix: matrix?.moderators }[platform] ?? [];
  const found = named.find((moderator) => moderator.userId === userId);
  if (found) return found.name;
  return platform === 'matrix' && rooms?.mayModerate(userId) ? 'ops room' : null;
}

function greeting(
  { database, telegram, matrix }: Config,
  terminal: boolean,
  t: (id: string, args?: Record<string, string>) => string,
): string {
  const lines = [t('console-database', { path: resolve(database) })];
  if (telegram) lines.push(t('console-telegram'));
  if (matrix) lines.push(t('console-matrix'));
  if (terminal) lines.push(t('console-hint'));
  return `${lines.join('\n')}\n`;
}

/** Resolves when the program is told to stop, or the input of a console that is alone has ended. */
async function untilStopped(terminal: Console | null): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  process.once('SIGTERM', () => stop());
  process.once('SIGINT', () => stop());
  await Promise.race([promise, ...(terminal ? [terminal.ended] : [])]);
}
