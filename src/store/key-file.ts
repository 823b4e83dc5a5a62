import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Seconds for which new pseudonyms are made under one key. */
export const EPOCH_SECONDS = 30 * 86_400;
const LIFE_SECONDS = 2 * EPOCH_SECONDS;

/** A key under which people are known for a while. */
export interface EpochKey {
  readonly epoch: number;
  /** When it was first used, Unix seconds, at the start of a UTC day. */
  readonly born: number;
  readonly key: Buffer<ArrayBuffer>;
}

/** The secrets without which the database names nobody. */
export interface KeyFile {
  /** Names updates and other things that are no person. Never changes. */
  readonly lasting: Buffer<ArrayBuffer>;
  /** @returns the keys that live, the newest first. */
  live(): readonly EpochKey[];
  /**
   * Makes the next key once the newest is 30 days old and forgets keys of 60 days. A new key is on the disk
   * before this resolves, and is not used before.
   *
   * @returns whether the living keys changed
   */
  rotate(now: number): Promise<boolean>;
}

/** The key file cannot be used; the message says what to do. */
export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused';
}

const base64Key = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Content = z.object({
  version: z.literal(1),
  lasting: base64Key,
  epochs: z.array(z.object({ epoch: z.int(), born: z.int(), key: base64Key })).min(1),
});
type Content = z.infer<typeof Content>;

/**
 * Opens the key file, or makes it (0600, in a folder of 0700) where there is none.
 *
 * @throws KeyFileRefused when others may read it, or it is damaged
 */
export async function openKeyFile(path: string, now: number): Promise<KeyFile> {
  const { lasting, epochs: found } = (await read(path)) ?? (await create(path, now));
  let epochs = [...found].sort((a, b) => b.epoch - a.epoch);

  return {
    lasting,
    live: () => epochs,
    rotate: async (now) => {
      const newest = epochs[0];
      const due = !newest || now - newest.born >= EPOCH_SECONDS;
      const alive = epochs.filter((epoch) => now - epoch.born < LIFE_SECONDS);
      if (!due && alive.length === epochs.length) return false;
      const next = due ? [newEpoch((newest?.epoch ?? 0) + 1, now), ...alive].slice(0, 2) : alive;
      await write(path, { version: 1, lasting, epochs: next });
      epochs = next;
      return true;
    },
  };
}

function newEpoch(epoch: number, now: number): EpochKey {
  return { epoch, born: Math.floor(now / 86_400) * 86_400, key: randomBytes(32) };
}

async function create(path: string, now: number): Promise<Content> {
  const content: Content = { version: 1, lasting: randomBytes(32), epochs: [newEpoch(1, now)] };
  await write(path, content);
  return content;
}

async function read(path: string): Promise<Content | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new KeyFileRefused(`${path} cannot be read (${error.code}).`);
  });
  if (text === null) return null;
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new KeyFileRefused(`${path} can be read by others. Run: chmod 600 ${path}`);
  }
  try {
    return Content.parse(JSON.parse(text));
  } catch {
    // Never start with fresh keys over a damaged file: everybody would become a stranger.
    throw new KeyFileRefused(
      `${path} is damaged. Put your copy of it back, or delete it: everybody is then new.`,
    );
  }
}

/** Whole or not at all, and on the disk: a key that is used but lost would orphan its pseudonyms. */
async function write(path: string, content: Content): Promise<void> {
  const encode = (key: Buffer) => key.toString('base64');
  const epochs = content.epochs.map((epoch) => ({ ...epoch, key: encode(epoch.key) }));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ version: 1, lasting: encode(content.lasting), epochs })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  if (process.platform !== 'win32') await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
