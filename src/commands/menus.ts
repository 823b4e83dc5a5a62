import { SendError } from '../chat/errors.ts';
import type { MenuEntry, MenuHolder } from '../chat/transport.ts';
import type { Texts } from '../locales/texts.ts';
import type { Command } from './command.ts';

/** Sets the clients' menus of commands, each language's own; moderators see theirs in their own chats. */
export interface Menus {
  /**
   * @returns whether all stand, but for chats that there are not: a moderator may never have written to the bot
   * @throws SendError when the platform cannot be reached: to be tried again
   */
  set(holder: MenuHolder, moderators: readonly { readonly userId: string }[]): Promise<boolean>;
}

export function createMenus(commands: readonly Command[], texts: Texts): Menus {
  const entriesFor = (language: string, role: Command['role']): MenuEntry[] => {
    const t = texts.in(language);
    return commands
      .filter((command) => command.listed && (role === 'moderator' || command.role === 'everyone'))
      .map((command) => ({ command: command.name, description: t(`help-${command.name}`) }));
  };

  const setIn = async (holder: MenuHolder, language: string, chatId: string): Promise<boolean> => {
    try {
      await holder.setMenu(entriesFor(language, 'moderator'), language, chatId);
      return true;
    } catch (error) {
      if (error instanceof SendError && error.permanent) return false;
      throw error;
    }
  };

  return {
    set: async (holder, moderators) => {
      let all = true;
      for (const language of texts.languages) {
        await holder.setMenu(entriesFor(language, 'everyone'), language);
        for (const { userId } of moderators) all = (await setIn(holder, language, userId)) && all;
      }
      return all;
    },
  };
}
