import type { Api } from 'grammy';
import type { ChatFullInfo, ChatMember } from 'grammy/types';
import { type Obstacle, SendError } from '../../chat/errors.ts';
import { CallFailed } from './call-failed.ts';

const REASONS = {
  unknown: 'Telegram knows no such chat, or the bot is not in it',
  outside: 'the bot is not in the chat: add it, to a channel as an administrator',
  silent: 'the bot may not post there: let it post messages',
  person: 'a private chat is no channel',
} as const;

/**
 * Looks for a chat and at what the bot may do there.
 *
 * @returns the chat's lasting id
 * @throws SendError with the obstacle
 */
export async function findPostable(api: Api, bot: number, name: string): Promise<string> {
  const chat = await api.getChat(name).catch((error) => {
    if (error instanceof CallFailed && error.code === 400) throw refusal('unknown');
    throw error instanceof CallFailed && error.code === 403 ? refusal('outside') : error;
  });
  const obstacle =
    chat.type === 'private' ? 'person' : obstacleFor(chat, await api.getChatMember(chat.id, bot));
  if (obstacle !== null) throw refusal(obstacle);
  return String(chat.id);
}

function obstacleFor(chat: ChatFullInfo, member: ChatMember): keyof typeof REASONS | null {
  if (member.status === 'left' || member.status === 'kicked') return 'outside';
  if (chat.type === 'channel')
    return member.status === 'administrator' && member.can_post_messages === true ? null : 'silent';
  if (member.status === 'restricted') return member.can_send_messages ? null : 'silent';
  const everybodyMay = chat.permissions?.can_send_messages !== false;
  return member.status === 'administrator' || everybodyMay ? null : 'silent';
}

function refusal(obstacle: Obstacle & keyof typeof REASONS): SendError {
  return new SendError(REASONS[obstacle], { permanent: true, obstacle });
}
