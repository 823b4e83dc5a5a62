import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { createDigests } from '../../../src/digest/digest.ts';
import { createTexts } from '../../../src/locales/texts.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { type Chats, Killed } from './chats.ts';

/** A running program, as far as digests go. */
export interface Instance {
  /** What a start does, and each minute before anything is posted. */
  house(now: number): Promise<void>;
  /** Posts what is due. @returns false when the program was killed over it. */
  post(now: number): Promise<boolean>;
  end(): Promise<void>;
}

export const PLATFORMS = ['telegram', 'matrix'];
const catalog = loadCatalog();
const texts = createTexts();

export function openFiles(folder: string, now: number): Promise<Store> {
  return openStore({ file: `${folder}/rollcall.db`, keyFile: `${folder}/rollcall.key`, catalog, now });
}

/**
 * Starts the program on the folder's database.
 *
 * @param alert told of posts of which nobody knows whether they are there
 */
export async function startInstance(
  folder: string,
  now: number,
  chats: Chats,
  alert: (day: string) => void,
): Promise<Instance> {
  const store = await openFiles(folder, now);
  const zones = (await store.channels.list()).map(({ zone }) => zone);
  const digests = createDigests({
    store,
    catalog,
    texts,
    k: 5,
    send: chats.send,
    alert: async (_what, _channel, day) => alert(day),
    pictureFailed: (error) => {
      throw error;
    },
    repeatable: (platform) => platform === 'matrix',
  });
  await digests.closeDays(zones, now);
  await digests.reportLost();
  return {
    house: async (time) => void (await digests.closeDays(zones, time)),
    post: async (time) => {
      const ends = await Promise.allSettled(PLATFORMS.map((platform) => digests.postDue(platform, time)));
      for (const end of ends)
        if (end.status === 'rejected' && !(end.reason instanceof Killed)) throw end.reason;
      return ends.every(({ status }) => status === 'fulfilled');
    },
    end: () => store.close(),
  };
}
