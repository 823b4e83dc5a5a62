import type { Api } from 'grammy';
import type { ChatFullInfo, ChatMember } from 'grammy/types';
import { SendError } from '../../chat/errors.ts';
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
  const chat = await api.getChat(name).catch(refused('unknown'));
  if (chat.type === 'private') throw refusal('person');
  // Of a channel those who are no administrators see no members.
  const member = await api.getChatMember(chat.id, bot).catch(refused('outside'));
  const obstacle = obstacleFor(chat, member);
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

/** @param obstacle what a bad request means; a forbidden one means that the bot is not there */
function refused(obstacle: keyof typeof REASONS): (error: unknown) => never {
  return (error) => {
    const code = error instanceof CallFailed ? error.code : null;
    if (code === 400) throw refusal(obstacle);
    throw code === 403 ? refusal('outside') : error;
  };
}

function refusal(obstacle: keyof typeof REASONS): SendError {
  return new SendError(REASONS[obstacle], { permanent: true, obstacle });
}
