import { textDoc } from '../chat/doc.ts';
import type { Texts } from '../locales/texts.ts';
import type { People } from '../store/people.ts';
import type { Command } from './command.ts';

/** Chooses the language of the answers, for this and every later day. */
export function createLanguage(parts: { texts: Texts; people: People; openSince: () => number }): Command {
  const { texts, people } = parts;
  return {
    name: 'language',
    role: 'everyone',
    listed: true,
    run: async ({ args, platform, userId, t }) => {
      if (!texts.languages.includes(args)) {
        const choices = texts.languages.map((language) => ({
          label: texts.in(language)('language-name'),
          command: `/language ${language}`,
        }));
        return textDoc(t('language-ask'), [choices]);
      }
      const person = await people.admit(platform, userId, parts.openSince());
      await people.setLanguage(person, args);
      return textDoc(texts.in(args)('language-set'));
    },
  };
}
