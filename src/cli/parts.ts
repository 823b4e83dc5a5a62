import { type Catalog, loadCatalog } from '../catalog/catalog.ts';
import type { Config } from '../config.ts';
import { createTexts, type Texts } from '../locales/texts.ts';
import { DatabaseRefused } from '../store/database.ts';
import { KeyFileRefused } from '../store/key-file.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Context, Exit } from './context.ts';

/** What most commands of the command line work on. */
export interface Parts {
  readonly catalog: Catalog;
  readonly texts: Texts;
  readonly store: Store;
  close(): Promise<void>;
}

/** @throws Exit when the database or the key file cannot be used */
export async function openParts(config: Config, { clock }: Context): Promise<Parts> {
  const catalog = loadCatalog();
  const texts = createTexts();
  try {
    const store = await openStore({
      file: config.database,
      keyFile: config.keyFile,
      catalog,
      now: clock.now(),
    });
    return { catalog, texts, store, close: () => store.close() };
  } catch (error) {
    if (error instanceof DatabaseRefused || error instanceof KeyFileRefused) throw new Exit(error.message);
    throw error;
  }
}
