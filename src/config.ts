import { z } from 'zod';
import { LANGUAGES } from './locales/texts.ts';

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

export interface Config {
  readonly telegram: TelegramConfig | null;
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

/** A file that holds a secret. */
export interface SecretFile {
  readonly text: string;
  /** Others than its owner may read it. */
  readonly open: boolean;
}

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const proxy = z.string().superRefine((value, context) => {
  if (/^(https?|socks5h):\/\/[^\s/]+/.test(value) && isAddress(value)) return;
  const reason = value.startsWith('socks5://')
    ? 'socks5:// looks names up here, which tells your provider where you go: write socks5h://'
    : 'write http://host:port or socks5h://host:port';
  context.addIssue({ code: 'custom', message: reason });
});

const zone = z
  .string()
  .refine(isZone, 'write an IANA time zone, such as Europe/Moscow or Asia/Yekaterinburg');

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `write a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `write a whole number from ${min} to ${max}`);

const moderators = z
  .string()
  .transform(list)
  .refine(
    (items) => items.every((item) => /^([^:,\s]+:)?\d+$/.test(item)),
    'write user ids, or name:id, with commas between',
  )
  .transform((items) =>
    items.map((item, index) => {
      const [id, name] = item.split(':').reverse() as [string, string?];
      return { userId: id, name: name ?? `moderator ${index + 1}` };
    }),
  );

const channels = z
  .string()
  .transform(list)
  .refine(
    (items) => items.every((item) => /^(-?\d+|@\w{4,})$/.test(item)),
    'write chat ids or @names, with commas between',
  );

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
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'write sqlite: and a path, such as sqlite:data/rollcall.db')
    .transform((url) => url.slice('sqlite:'.length))
    .prefault('sqlite:data/rollcall.db'),
  KEY_FILE: z.string().default('keys/rollcall.key'),
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes, such as 09:00')
    .default('09:00'),
  TIME_ZONE: zone.default('Europe/Moscow'),
  LANGUAGE: z.enum(LANGUAGES, `write one of: ${LANGUAGES.join(', ')}`).default('ru'),
  MIN_PUBLIC: whole(3, 1000).prefault('5'),
  RETENTION_DAYS: whole(2, 3650).prefault('90'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'write debug, info, warn, error or silent')
    .default('info'),
} as const;

/** Settings whose value may stand in a file instead, named by `NAME_FILE`. */
export const SECRETS: readonly string[] = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_PROXY'];

const OURS = /^(TELEGRAM|MATRIX|DIGEST)_/;

/**
 * Reads the settings. An empty value counts as one that is not set.
 *
 * @param env names and values, the environment's or those of `.env`
 * @param readSecret reads a file that a `NAME_FILE` setting names; null when it cannot be read
 * @throws ConfigRefused with every problem at once
 */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
  readSecret: (path: string) => SecretFile | null,
): Config {
  const problems: string[] = [];
  const values = resolveSecrets(env, readSecret, problems);
  problems.push(...unknownNames(values));
  const known = Object.keys(SETTINGS).map((name) => [name, values[name]?.trim() || undefined]);
  const parsed = z.object(SETTINGS).safeParse(Object.fromEntries(known));
  // Only names and our own words: a value may be a secret.
  for (const issue of parsed.error?.issues ?? []) problems.push(`${String(issue.path[0])}: ${issue.message}`);
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

/** Whether it can be taken apart, name and password included; the error of a library would quote both. */
function isAddress(value: string): boolean {
  try {
    const { username, password } = new URL(value);
    decodeURIComponent(`${username}:${password}`);
    return true;
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
