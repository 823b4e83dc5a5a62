import { createHmac } from 'node:crypto';
import type { KeyFile } from './key-file.ts';

/** A person under one epoch's key: the same for 30 days, then another that nobody without both keys can join. */
export interface Pseudonym {
  readonly epoch: number;
  /** 16 bytes. */
  readonly value: Buffer;
}

/**
 * What the store knows of a person. A plain hash would not do: all of Telegram's ids can be hashed in hours.
 *
 * @returns one pseudonym for each living key, the newest first
 */
export function pseudonymsOf(keys: KeyFile, platform: string, userId: string): Pseudonym[] {
  return keys
    .live()
    .map(({ epoch, key }) => ({ epoch, value: keyed(key, `person\0${platform}\0${userId}`) }));
}

/** @returns 16 bytes that name an update without telling which it was. */
export function updateKey(keys: KeyFile, platform: string, key: string): Buffer {
  return keyed(keys.lasting, `update\0${platform}\0${key}`);
}

function keyed(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16);
}
