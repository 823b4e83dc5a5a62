import { type Database, slot } from './database.ts';
import type { KeyFile } from './key-file.ts';
import { updateKey } from './pseudonyms.ts';

/** Platforms deliver an update again for a day at most; an idle Telegram starts its numbers anew after a week. */
const KEPT_HOURS = 48;

/** Which updates have had their effect. */
export interface Handled {
  /** @returns false when the update was handled before. */
  add(platform: string, key: string, now: number): Promise<boolean>;
  /** Forgets what is older than 48 hours. */
  prune(now: number): Promise<void>;
}

export function createHandled(database: Database, keys: KeyFile): Handled {
  const insert = database.prepare(
    database.kysely
      .insertInto('handled')
      .values({ key: slot('key'), hour: slot('hour') })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return {
    add: async (platform, key, now) =>
      insert.run({ key: updateKey(keys, platform, key), hour: Math.floor(now / 3600) }) === 1,
    prune: async (now) => {
      const oldest = Math.floor(now / 3600) - KEPT_HOURS;
      await database.kysely.deleteFrom('handled').where('hour', '<', oldest).execute();
    },
  };
}
