import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';

/** Where the device's credentials are: beside the key file, since they are a secret like it. */
export function credentialsPath({ keyFile }: Config): string {
  return join(dirname(keyFile), 'matrix.json');
}

/** Where the device's keys, and events and messages on their way are. */
export function sealedPath({ database }: Config): string {
  return join(dirname(database), 'matrix.db');
}
