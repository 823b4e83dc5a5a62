import { type Doc, textDoc } from '../../chat/doc.ts';
import { SendError } from '../../chat/errors.ts';
import { addDays, localDay } from '../../domain/day.ts';
import { type Channel, type Channels, WHOLE_DIGEST } from '../../store/channels.ts';
import type { Request } from '../command.ts';

export interface AdmissionParts {
  readonly channels: Channels;
  /**
   * @param name a chat id or a public name
   * @returns the chat's lasting id, where the bot may post
   * @throws SendError
   */
  readonly findChannel: (platform: string, name: string) => Promise<string>;
  /** Does what waits for a platform once the answer is kept, and says in that chat what came of it. */
  readonly later: (platform: string, chatId: string, work: () => Promise<Doc>) => void;
  /** What a new channel begins with. */
  readonly language: string;
  readonly zone: string;
  readonly digestAt: string;
}

type Show = (channel: Channel, request: Request, said?: string) => Doc;

/** Lets a channel in, or in again, once the bot is seen to have the right to post there. */
export interface Admission {
  /** @param name as a moderator typed it: @name or number, !room or #alias */
  add(name: string, request: Request, show: Show): Doc;
  resume(channel: Channel, request: Request, show: Show): Doc;
}

/** A platform is known by how it writes the names of its chats. */
const NAMES = {
  telegram: /^(@\w{4,}|-\d+)$/,
  matrix: /^(![^\s,]+|#[^\s:,]+:[^\s,]+)$/,
} as const;

export function createAdmission(parts: AdmissionParts): Admission {
  const { channels, findChannel, later, language, zone, digestAt } = parts;

  /** Asking a platform takes seconds: the answer says that it is asked, and another message what it said. */
  const check = (
    platform: string,
    name: string,
    request: Request,
    found: (chatId: string) => Promise<Doc>,
  ): Doc => {
    later(request.platform, request.chatId, async () => {
      try {
        return await found(await findChannel(platform, name));
      } catch (error) {
        if (!(error instanceof SendError)) throw error;
        return textDoc(obstacleText(error, platform, request));
      }
    });
    return textDoc(request.t('channel-checking'));
  };

  /** Days of the pause are not owed, but for the last one that is over. */
  const goOn = async (channel: Channel, now: number): Promise<Channel> => {
    const yesterday = addDays(localDay(now, channel.zone), -1);
    const [, firstDay = yesterday] = [channel.firstDay, yesterday].toSorted();
    await channels.update(channel.id, { paused: false, firstDay });
    return { ...channel, paused: false, firstDay };
  };

  return {
    add: (name, request, show) => {
      const { t, now } = request;
      const platform = Object.entries(NAMES).find(([, form]) => form.test(name))?.[0];
      if (platform === undefined) return textDoc(t('channel-bad-name'));
      return check(platform, name, request, async (chatId) => {
        const all = await channels.list();
        const known = all.find((one) => one.platform === platform && one.chatId === chatId);
        if (known?.paused) return show(await goOn(known, now), request, t('channel-resumed'));
        if (known) return show(known, request, t('channel-known'));
        const firstDay = localDay(now, zone);
        const added = { platform, chatId, language, zone, digestAt, firstDay, ...WHOLE_DIGEST };
        return show(await channels.add(added), request, t('channel-added'));
      });
    },

    resume: (channel, request, show) =>
      check(channel.platform, channel.chatId, request, async () =>
        show(await goOn(channel, request.now), request, request.t('channel-resumed')),
      ),
  };
}

function obstacleText(error: SendError, platform: string, { t }: Request): string {
  return error.obstacle === null
    ? t('channel-unreachable', { platform })
    : t(`channel-obstacle-${error.obstacle}`, { platform });
}
