import { z } from 'zod';
import { type ChannelSeed, parseChannelsFile } from './channels-file.ts';
import { LANGUAGES } from './locales/texts.ts';
import {
  channels,
  clockTime,
  MATRIX_ROOM,
  MATRIX_USER,
  matrixModerators,
  matrixRooms,
  moderators,
  proxy,
  whole,
  zone,
} from './setting-forms.ts';

/** One of those who may purge and undo; only the name is ever shown or stored. */
export interface Moderator {
  readonly name: string;
  readonly userId: string;
}

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot: string;
  /** Chat ids or public names, as written. */
  readonly channels: readonly string[];
  readonly moderators: readonly Moderator[];
  readonly opsChat: string | null;
  readonly proxy: string | null;
  readonly connections: number;
}

/** Who may invite the bot into a room: the moderators alone, people of its own homeserver too, or anybody. */
export const INVITERS = ['moderators', 'homeserver', 'anyone'] as const;

export interface MatrixConfig {
  readonly homeserverUrl: string;
  /** Needed with a password alone: a token says whose it is. */
  readonly userId: string | null;
  /** For the first start, and where a new device must be made. */
  readonly password: string | null;
  readonly accessToken: string | null;
  /** Of an account that has a cross-signing identity already. */
  readonly recoveryKey: string | null;
  /** Room ids or aliases, as written. */
  readonly rooms: readonly string[];
  readonly moderators: readonly Moderator[];
  readonly opsRoom: string | null;
  readonly invites: (typeof INVITERS)[number];
  /** Rooms with more members are left. */
  readonly largestRoom: number;
  readonly proxy: string | null;
}

export interface Config {
  readonly telegram: TelegramConfig | null;
  readonly matrix: MatrixConfig | null;
  /** Those that the channels' own file describes. */
  readonly channels: readonly ChannelSeed[];
  /** Path of the database file. */
  readonly database: string;
  readonly keyFile: string;
  /** Local time of the digest, `09:00`. */
  readonly digestAt: string;
  readonly timeZone: string;
  readonly language: string;
  /** k: a cell is shown when more than k established people spoke in it. */
  readonly minPublic: number;
  readonly retentionDays: number;
  readonly logLevel: string;
}

/** The settings cannot be used. The message lists every problem and how to mend it. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
}

/** A file that a setting names. */
export interface SecretFile {
  readonly text: string;
  /** Others than its owner may read it. */
  readonly open: boolean;
}

/** Every setting: its form and its default. `.env.example` says what each is for. */
export const SETTINGS = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'copy the whole token that @BotFather gave you, digits, colon and letters')
    .optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'write http://… or https://…' })
    .default('https://api.telegram.org'),
  TELEGRAM_CHANNELS: channels.prefault(''),
  TELEGRAM_MODERATORS: moderators.prefault(''),
  TELEGRAM_OPS_CHAT: z
    .string()
    .regex(/^(-?\d+|@\w{4,})$/, 'write one chat id or @name')
    .optional(),
  TELEGRAM_PROXY: proxy.optional(),
  TELEGRAM_CONNECTIONS: whole(1, 1000).prefault('50'),
  MATRIX_HOMESERVER_URL: z
    .url({ protocol: /^https?$/, error: 'write http://… or https://…' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  MATRIX_USER_ID: z
    .string()
    .regex(MATRIX_USER, 'write the whole id, such as @rollcall:example.org')
    .optional(),
  MATRIX_PASSWORD: z.string().optional(),
  MATRIX_ACCESS_TOKEN: z.string().regex(/^\S+$/, 'a token has no spaces').optional(),
  MATRIX_RECOVERY_KEY: z.string().optional(),
  MATRIX_ROOMS: matrixRooms.prefault(''),
  MATRIX_MODERATORS: matrixModerators.prefault(''),
  MATRIX_OPS_ROOM: z.string().regex(MATRIX_ROOM, 'write one room id or #alias:server').optional(),
  MATRIX_INVITES: z.enum(INVITERS, `write one of: ${INVITERS.join(', ')}`).default('homeserver'),
  MATRIX_LARGEST_ROOM: whole(2, 1_000_000).prefault('1000'),
  MATRIX_PROXY: proxy.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'write sqlite: and a path, such as sqlite:data/rollcall.db')
    .transform((url) => url.slice('sqlite:'.length))
    .prefault('sqlite:data/rollcall.db'),
  KEY_FILE: z.string().default('keys/rollcall.key'),
  CHANNELS_FILE: z.string().optional(),
  DIGEST_AT: clockTime.default('09:00'),
  TIME_ZONE: zone.default('Europe/Moscow'),
  LANGUAGE: z.enum(LANGUAGES, `write one of: ${LANGUAGES.join(', ')}`).default('ru'),
  MIN_PUBLIC: whole(3, 1000).prefault('5'),
  RETENTION_DAYS: whole(2, 3650).prefault('90'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'write debug, info, warn, error or silent')
    .default('info'),
} as const;

/** Settings whose value may stand in a file instead, named by `NAME_FILE`. */
export const SECRETS: readonly string[] = [
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_PROXY',
  'MATRIX_PASSWORD',
  'MATRIX_ACCESS_TOKEN',
  'MATRIX_RECOVERY_KEY',
  'MATRIX_PROXY',
];

const OURS = /^(TELEGRAM|MATRIX|DIGEST)_/;

/**
 * Reads the settings. An empty value counts as one that is not set.
 *
 * @param env names and values, the environment's or those of `.env`
 * @param readSecret reads a file that a setting names; null when it cannot be read
 * @throws ConfigRefused with every problem at once
 */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
  readSecret: (path: string) => SecretFile | null,
): Config {
  const problems: string[] = [];
  const values = resolveSecrets(env, readSecret, problems);
  problems.push(...unknownNames(values));
  const named = Object.keys(SETTINGS).map((name) => [name, known(values, name)]);
  const parsed = z.object(SETTINGS).safeParse(Object.fromEntries(named));
  // Only names and our own words: a value may be a secret.
  for (const issue of parsed.error?.issues ?? []) problems.push(`${String(issue.path[0])}: ${issue.message}`);
  problems.push(...(parsed.success ? matrixProblems(parsed.data) : []));
  const described = readChannels(known(values, 'CHANNELS_FILE'), readSecret);
  problems.push(...described.problems, ...platformProblems(values, described.channels));
  if (!parsed.success || problems.length > 0) throw new ConfigRefused(problems.join('\n'));
  const s = parsed.data;
  return Object.freeze({
    telegram: s.TELEGRAM_BOT_TOKEN
      ? {
          token: s.TELEGRAM_BOT_TOKEN,
          apiRoot: s.TELEGRAM_API_ROOT,
          channels: s.TELEGRAM_CHANNELS,
          moderators: s.TELEGRAM_MODERATORS,
          opsChat: s.TELEGRAM_OPS_CHAT ?? null,
          proxy: s.TELEGRAM_PROXY ?? null,
          connections: s.TELEGRAM_CONNECTIONS,
        }
      : null,
    matrix: matrixOf(s),
    channels: described.channels,
    database: s.DATABASE_URL,
    keyFile: s.KEY_FILE,
    digestAt: s.DIGEST_AT,
    timeZone: s.TIME_ZONE,
    language: s.LANGUAGE,
    minPublic: s.MIN_PUBLIC,
    retentionDays: s.RETENTION_DAYS,
    logLevel: s.LOG_LEVEL,
  });
}

type Values = Readonly<Record<string, string | undefined>>;

/** @returns the value of a setting; undefined for one that is empty. */
function known(values: Values, name: string): string | undefined {
  return values[name]?.trim() || undefined;
}

function readChannels(
  path: string | undefined,
  readFile: (path: string) => SecretFile | null,
): { channels: readonly ChannelSeed[]; problems: readonly string[] } {
  if (path === undefined) return { channels: [], problems: [] };
  const file = readFile(path);
  if (!file) return { channels: [], problems: ['CHANNELS_FILE: the file cannot be read'] };
  const { channels, problems } = { channels: [], problems: [], ...parseChannelsFile(file.text) };
  return { channels, problems: problems.map((problem) => `CHANNELS_FILE: ${problem}`) };
}

/** A channel on a platform that is not set up would get nothing, silently. */
function platformProblems(values: Values, wanted: readonly ChannelSeed[]): string[] {
  const needed = { telegram: 'TELEGRAM_BOT_TOKEN', matrix: 'MATRIX_HOMESERVER_URL' };
  const missing = wanted.map(({ platform }) => needed[platform]).filter((name) => !known(values, name));
  return [...new Set(missing)].map(
    (name) => `${name}: set it too: CHANNELS_FILE names channels that need it`,
  );
}

type Settings = z.infer<z.ZodObject<typeof SETTINGS>>;

function matrixOf(s: Settings): MatrixConfig | null {
  if (!s.MATRIX_HOMESERVER_URL) return null;
  return {
    homeserverUrl: s.MATRIX_HOMESERVER_URL,
    userId: s.MATRIX_USER_ID ?? null,
    password: s.MATRIX_PASSWORD ?? null,
    accessToken: s.MATRIX_ACCESS_TOKEN ?? null,
    recoveryKey: s.MATRIX_RECOVERY_KEY ?? null,
    rooms: s.MATRIX_ROOMS,
    moderators: s.MATRIX_MODERATORS,
    opsRoom: s.MATRIX_OPS_ROOM ?? null,
    invites: s.MATRIX_INVITES,
    largestRoom: s.MATRIX_LARGEST_ROOM,
    proxy: s.MATRIX_PROXY ?? null,
  };
}

/** What each setting allows and all together do not. Without a homeserver nothing of Matrix would run, silently. */
function matrixProblems(s: Settings): string[] {
  const rooms = s.MATRIX_ROOMS.length + s.MATRIX_MODERATORS.length;
  const wanted = s.MATRIX_USER_ID ?? s.MATRIX_PASSWORD ?? s.MATRIX_ACCESS_TOKEN ?? s.MATRIX_OPS_ROOM;
  if (!s.MATRIX_HOMESERVER_URL && (wanted || rooms > 0))
    return ['MATRIX_HOMESERVER_URL: set it too, such as https://matrix.example.org'];
  if (s.MATRIX_PASSWORD && !s.MATRIX_USER_ID)
    return ['MATRIX_USER_ID: set it too: a password does not say whose it is'];
  return [];
}

function resolveSecrets(
  env: Readonly<Record<string, string | undefined>>,
  readSecret: (path: string) => SecretFile | null,
  problems: string[],
): Record<string, string | undefined> {
  const values = { ...env };
  for (const name of SECRETS) {
    const path = values[`${name}_FILE`];
    delete values[`${name}_FILE`];
    if (!path) continue;
    const file = readSecret(path);
    if (values[name]) problems.push(`${name} and ${name}_FILE are both set: keep one`);
    else if (!file) problems.push(`${name}_FILE: the file cannot be read`);
    else if (file.open) problems.push(`${name}_FILE: others can read the file: run chmod 600 on it`);
    else values[name] = file.text.trim();
  }
  return values;
}

function unknownNames(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(values)
    .filter((name) => OURS.test(name) && !(name in SETTINGS))
    .map((name) => `${name}: there is no such setting; see .env.example for those there are`);
}
