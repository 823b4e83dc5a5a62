import type { Texts } from '../../locales/texts.ts';
import { question, type Setting, setTo } from './setting.ts';

/** The language of the digests. */
export function createLanguageSetting(texts: Texts): Setting {
  return {
    name: 'language',
    typed: false,
    describe: ({ language }) => texts.in(language)('language-name'),
    ask: (channel, speech) => {
      const choices = texts.languages.map((language) => ({
        label: texts.in(language)('language-name'),
        command: setTo(channel, 'language', language),
      }));
      return question(channel, speech, speech.t('channel-ask-language'), [choices]);
    },
    read: (words, channel, speech) =>
      texts.languages.includes(words)
        ? { changes: { language: words } }
        : { problem: question(channel, speech, speech.t('channel-bad-language'), []) },
  };
}

/** Something that is on or off. */
export function createSwitch(name: 'pictures' | 'quiet', field: 'pictures' | 'skipQuiet'): Setting {
  return {
    name,
    typed: false,
    describe: (channel, { t }) => t(channel[field] ? `channel-${name}-on` : `channel-${name}-off`),
    ask: (channel, speech) => {
      const { t } = speech;
      const choices = [
        { label: t('channel-turn-on'), command: setTo(channel, name, 'on') },
        { label: t('channel-turn-off'), command: setTo(channel, name, 'off') },
      ];
      return question(channel, speech, t(`channel-ask-${name}`), [choices]);
    },
    read: (words, channel, speech) =>
      words === 'on' || words === 'off'
        ? { changes: { [field]: words === 'on' } }
        : { problem: question(channel, speech, speech.t('channel-bad-switch'), []) },
  };
}
