import { stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { request } from 'undici';
import type { Config, TelegramConfig } from '../config.ts';
import { createDispatcher } from '../transports/dispatcher.ts';
import type { Context } from './context.ts';
import { Exit } from './context.ts';
import { checkMatrix } from './doctor-matrix.ts';
import { writeLine } from './lines.ts';
import { credentialsPath } from './matrix-paths.ts';
import { openParts } from './parts.ts';

const FREE_BYTES = 200 * 1024 * 1024;
const SKEW_SECONDS = 60;
const TIMEOUT_MS = 10_000;

/** One thing looked at; `mend` says what to do, and is null where all is well. */
export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly mend: string | null;
}

/**
 * Looks at everything the bot rests on and says what to do about what is wrong. The settings were read before.
 *
 * @throws Exit when something is wrong
 */
export async function doctor(config: Config, context: Context): Promise<void> {
  const findings = [
    { what: 'settings', found: 'read', mend: null },
    await checkDatabase(config, context),
    await checkKeyFile(config),
    await checkDisk(config),
    ...(config.telegram ? await checkTelegram(config.telegram, context.clock.now()) : []),
    ...(config.matrix ? await checkMatrix(config.matrix, credentialsPath(config)) : []),
    ...(config.telegram || config.matrix ? [] : [noPlatform]),
  ];
  for (const { what, found, mend } of findings) {
    await writeLine(
      context.output,
      `${mend === null ? 'ok ' : 'BAD'}  ${what}: ${found}${mend === null ? '' : `. ${mend}`}`,
    );
  }
  const bad = findings.filter((finding) => finding.mend !== null).length;
  if (bad > 0) throw new Exit(`${bad} of ${findings.length} need attention.`);
}

const noPlatform: Finding = { what: 'platforms', found: 'none is set, the console alone', mend: null };

async function checkDatabase(config: Config, context: Context): Promise<Finding> {
  const what = 'database';
  try {
    const { store, close } = await openParts(config, context);
    const damage = await store.database.findDamage();
    const people = await store.people.count();
    await close();
    if (damage.length > 0)
      return { what, found: damage[0] ?? 'damaged', mend: 'Stop the bot and restore a backup' };
    return { what, found: `${config.database} is whole, ${people} people known`, mend: null };
  } catch (error) {
    return {
      what,
      found: error instanceof Exit ? error.message : 'cannot be opened',
      mend: 'Check DATABASE_URL and its folder',
    };
  }
}

async function checkKeyFile({ keyFile }: Config): Promise<Finding> {
  const what = 'key file';
  const found = await stat(keyFile).catch(() => null);
  if (!found)
    return { what, found: `${keyFile} is missing`, mend: 'Restore it, or let the next start make a new one' };
  const open = process.platform !== 'win32' && (found.mode & 0o077) !== 0;
  return { what, found: keyFile, mend: open ? `Others can read it: run chmod 600 ${keyFile}` : null };
}

async function checkDisk({ database }: Config): Promise<Finding> {
  const what = 'disk';
  const disk = await statfs(dirname(resolve(database))).catch(() => null);
  if (!disk) return { what, found: 'cannot be read', mend: 'Check that the folder of the database exists' };
  const free = disk.bavail * disk.bsize;
  const found = `${Math.floor(free / 1024 / 1024)} MiB free`;
  return { what, found, mend: free < FREE_BYTES ? 'Make room: nothing can be saved on a full disk' : null };
}

async function checkTelegram({ token, apiRoot, proxy }: TelegramConfig, now: number): Promise<Finding[]> {
  const dispatcher = createDispatcher({ proxy, connections: 1 });
  try {
    const { statusCode, headers, body } = await request(`${apiRoot}/bot${token}/getMe`, {
      dispatcher,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    await body.dump();
    return [judgeStatus(statusCode), ...judgeClock(headers.date, now)];
  } catch {
    const mend = proxy ? 'Check TELEGRAM_PROXY' : 'Telegram may be blocked here: set TELEGRAM_PROXY';
    return [{ what: 'telegram', found: 'cannot be reached', mend }];
  } finally {
    await dispatcher.destroy();
  }
}

function judgeStatus(status: number): Finding {
  if (status === 200) return { what: 'telegram', found: 'reached, the token is valid', mend: null };
  const refused = status === 401 || status === 404;
  const mend = refused ? 'The token is not valid: take a new one from @BotFather' : 'Try again later';
  return { what: 'telegram', found: `answers ${status}`, mend };
}

function judgeClock(date: string | string[] | undefined, now: number): Finding[] {
  const theirs = typeof date === 'string' ? Date.parse(date) / 1000 : Number.NaN;
  if (Number.isNaN(theirs)) return [];
  const skew = Math.round(now - theirs);
  const found = `${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} Telegram's`;
  return [
    { what: 'clock', found, mend: Math.abs(skew) > SKEW_SECONDS ? 'Set the system clock (NTP)' : null },
  ];
}
