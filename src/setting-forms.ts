import { z } from 'zod';

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const proxy = z.string().superRefine((value, context) => {
  if (/^(https?|socks5h):\/\/[^\s/]+/.test(value) && isAddress(value)) return;
  const reason = value.startsWith('socks5://')
    ? 'socks5:// looks names up here, which tells your provider where you go: write socks5h://'
    : 'write http://host:port or socks5h://host:port';
  context.addIssue({ code: 'custom', message: reason });
});

export const zone = z
  .string()
  .refine(isZone, 'write an IANA time zone, such as Europe/Moscow or Asia/Yekaterinburg');

export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes, such as 09:00');

export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `write a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `write a whole number from ${min} to ${max}`);

export const moderators = z
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

export const TELEGRAM_CHANNEL = /^(-?\d+|@\w{4,})$/;

export const channels = z
  .string()
  .transform(list)
  .refine(
    (items) => items.every((item) => TELEGRAM_CHANNEL.test(item)),
    'write chat ids or @names, with commas between',
  );

export const MATRIX_USER = /^@[^\s:,]+:[^\s,]+$/;
/** Room ids of newer room versions name no server. */
export const MATRIX_ROOM = /^(![^\s,]+|#[^\s:,]+:[^\s,]+)$/;

export const matrixModerators = z
  .string()
  .transform(list)
  .refine(
    (items) =>
      items.every((item) => MATRIX_USER.test(item.slice(item.indexOf('@'))) && /^([^:@\s]+:)?@/.test(item)),
    'write user ids such as @anna:example.org, or name:@anna:example.org, with commas between',
  )
  .transform((items) =>
    items.map((item, index) => {
      const at = item.indexOf('@');
      return { userId: item.slice(at), name: item.slice(0, Math.max(0, at - 1)) || `moderator ${index + 1}` };
    }),
  );

export const matrixRooms = z
  .string()
  .transform(list)
  .refine(
    (items) => items.every((item) => MATRIX_ROOM.test(item)),
    'write room ids or #aliases:server, with commas between',
  );

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
