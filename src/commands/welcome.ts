import { textDoc } from '../chat/doc.ts';
import type { Command } from './command.ts';

/** The first thing a person sees; `stale` is what an old or foreign button comes to. */
export function createStart(): Command {
  return {
    name: 'start',
    role: 'everyone',
    listed: false,
    run: async ({ args, platform, t }) =>
      textDoc(args === 'stale' ? t('start-fresh') : t('start', { platform }), [
        [{ label: t('report-button'), command: '/report' }],
        [
          { label: t('status-button'), command: '/status' },
          { label: t('privacy-button'), command: '/privacy' },
        ],
      ]),
  };
}

/** What a message comes to whose key has not arrived. */
export function createUnreadable(): Command {
  return {
    name: 'unreadable',
    role: 'everyone',
    listed: false,
    run: async ({ t }) => textDoc(t('unreadable')),
  };
}

/**
 * What is stored and what cannot be known.
 *
 * @param k numbers are shown where more people than this spoke
 */
export function createPrivacy({ k }: { k: number }): Command {
  return {
    name: 'privacy',
    role: 'everyone',
    listed: true,
    run: async ({ t }) =>
      textDoc(t('privacy', { k }), [
        [
          { label: t('mydata-button'), command: '/mydata' },
          { label: t('forget-button'), command: '/forget' },
        ],
      ]),
  };
}

/** @param listed the commands there are for everyone, and for moderators. */
export function createHelp(
  listed: () => readonly Command[],
  isModerator: (platform: string, userId: string) => boolean,
): Command {
  return {
    name: 'help',
    role: 'everyone',
    listed: true,
    run: async ({ platform, userId, t }) => {
      const all = isModerator(platform, userId);
      const lines = listed()
        .filter((command) => command.listed && (all || command.role === 'everyone'))
        .map((command) => `/${command.name}: ${t(`help-${command.name}`)}`);
      return textDoc([t('help'), ...lines].join('\n'), [[{ label: t('report-button'), command: '/report' }]]);
    },
  };
}
