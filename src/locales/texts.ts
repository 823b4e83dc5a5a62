import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';

/** What texts are made with. */
export type TextArgs = Readonly<Record<string, string | number>>;

/**
 * Formats a message of one language.
 *
 * @throws RangeError for a message that the language does not have
 */
export type Text = (id: string, args?: TextArgs) => string;

export interface Texts {
  /** `en`, `ru`. */
  readonly languages: readonly string[];
  /** @returns the texts of that language. @throws RangeError when there is none. */
  in(language: string): Text;
  /** @returns the first of the wished languages (`en-GB` counts as `en`) that exists. */
  choose(...wished: readonly (string | null)[]): string;
}

const FOLDER = new URL('./', import.meta.url);

/** Codes of the languages there are: one for each `.ftl` file of this folder. */
export const LANGUAGES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ftl'))
  .map((name) => name.slice(0, -'.ftl'.length))
  .sort();

/**
 * @param fallback the language of last resort
 * @throws Error when a file does not parse
 */
export function createTexts(fallback = 'en'): Texts {
  const texts = new Map(LANGUAGES.map((language) => [language, createText(language)]));
  return {
    languages: LANGUAGES,
    in: (language) => {
      const text = texts.get(language);
      if (!text) throw new RangeError(`no texts in ${language}`);
      return text;
    },
    choose: (...wished) => {
      const bare = wished.map((language) => language?.toLowerCase().split(/[-_]/)[0] ?? '');
      return bare.find((language) => texts.has(language)) ?? fallback;
    },
  };
}

function createText(language: string): Text {
  // Isolation marks would stand as boxes in some clients, and no argument of ours is written by a stranger.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const file = `${language}.ftl`;
  const [error] = bundle.addResource(new FluentResource(readFileSync(new URL(file, FOLDER), 'utf8')));
  if (error) throw new Error(`${file}: ${error.message}`);
  return (id, args = {}) => {
    const message = bundle.getMessage(id);
    if (!message?.value) throw new RangeError(`no text ${id} in ${language}`);
    return bundle.formatPattern(message.value, args);
  };
}
