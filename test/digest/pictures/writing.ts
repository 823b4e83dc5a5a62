import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { createNames } from '../../../src/catalog/names.ts';
import type { Writing } from '../../../src/digest/pictures/wording.ts';
import { createTexts } from '../../../src/locales/texts.ts';

const texts = createTexts();

export const catalog = loadCatalog();

/** Services that readers look for. */
export const MAIN = new Set(['whatsapp', 'telegram', 'max', 'signal', 'mobile-internet']);

export function writingIn(language: string): Writing {
  return {
    names: createNames(catalog, language),
    t: texts.in(language),
    language,
    digest: '2026-11-21-5c9f',
  };
}
