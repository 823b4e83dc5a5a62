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
  /** `ru`, `en`: one for each `.ftl` file of this folder. */
  readonly languages: readonly string[];
  /** @returns the texts of that language. @throws RangeError when there is none. */
  in(language: string): Text;
  /** @returns the first of the wished languages (`en-GB` counts as `en`) that exists. */
  choose(...wished: readonly (string | null)[]): string;
}

const FOLDER = new URL('./', import.meta.url);

/**
 * Reads the languages from this folder: `ru.ftl` and, by parts of the product, `digest.ru.ftl`.
 *
 * @param fallback the language of last resort
 * @throws Error when a file does not parse
 */
export function createTexts(fallback = 'en'): Texts {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ftl'));
  const languages = files.filter((name) => name.split('.').length === 2).map((name) => name.slice(0, -4));
  const texts = new Map(
    languages.map((language) => [
      language,
      createText(
        language,
        files.filter((name) => name === `${language}.ftl` || name.endsWith(`.${language}.ftl`)),
      ),
    ]),
  );
  return {
    languages,
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

function createText(language: string, files: readonly string[]): Text {
  // Isolation marks would stand as boxes in some clients, and no argument of ours is written by a stranger.
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const file of files) {
    const errors = bundle.addResource(new FluentResource(readFileSync(new URL(file, FOLDER), 'utf8')));
    if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  }
  return (id, args = {}) => {
    const message = bundle.getMessage(id);
    if (!message?.value) throw new RangeError(`no text ${id} in ${language}`);
    return bundle.formatPattern(message.value, args);
  };
}
