import type { CallbackQuery, Location, Message, Update } from 'grammy/types';
import type { Incoming } from '../../chat/incoming.ts';
import type { Shorthand } from '../../chat/transport.ts';

/** An update that asks for an answer. */
export interface Received {
  readonly incoming: Incoming;
  /** The press of a button: it wants to be acknowledged, and its message to be changed. */
  readonly press: { readonly id: string; readonly messageId: number | null } | null;
}

/** What the button of a version long gone, or of another bot, comes to. */
const STALE = '/start stale';

/** @returns null for what is not for us: groups' own talk, bots, messages without text. */
export function readUpdate(update: Update, shorthand: Shorthand, bot: string): Received | null {
  if (update.callback_query) return readPress(update.update_id, update.callback_query, shorthand);
  return update.message ? readMessage(update.update_id, update.message, shorthand, bot) : null;
}

function readPress(id: number, press: CallbackQuery, shorthand: Shorthand): Received | null {
  const { from, message, data } = press;
  if (!message || from.is_bot) return null;
  return {
    press: { id: press.id, messageId: message.date === 0 ? null : message.message_id },
    incoming: {
      platform: 'telegram',
      key: String(id),
      chatId: String(message.chat.id),
      chat: message.chat.type === 'private' ? 'private' : 'group',
      userId: String(from.id),
      language: from.language_code ?? null,
      at: null,
      text: (data === undefined ? null : shorthand.unpack(data)) ?? STALE,
      forwarded: false,
      canShareLocation: message.chat.type === 'private',
    },
  };
}

function readMessage(id: number, message: Message, shorthand: Shorthand, bot: string): Received | null {
  const { from, chat, sender_chat } = message;
  if (!from || message.via_bot) return null;
  // Telegram puts a bot's id in the place of those who write as a channel or an anonymous administrator.
  if (from.is_bot && !sender_chat) return null;
  const isPrivate = chat.type === 'private';
  const text = isPrivate ? privateText(message, shorthand) : addressedText(message.text ?? '', bot);
  if (text === null) return null;
  return {
    press: null,
    incoming: {
      platform: 'telegram',
      key: String(id),
      chatId: String(chat.id),
      chat: isPrivate ? 'private' : 'group',
      userId: sender_chat ? null : String(from.id),
      language: from.language_code ?? null,
      at: message.date,
      text,
      forwarded: message.forward_origin !== undefined,
      canShareLocation: isPrivate,
      ...(message.location && { location: pointOf(message.location) }),
    },
  };
}

function pointOf({ latitude, longitude }: Location): NonNullable<Incoming['location']> {
  return { lat: latitude, lon: longitude };
}

/** A deep link's payload is a command of ours. @returns null for what has neither words nor a place. */
function privateText({ text, location }: Message, shorthand: Shorthand): string | null {
  if (text === undefined) return location ? '' : null;
  const [, payload] = /^\/start(?:@\w+)? (\S+)$/.exec(text) ?? [];
  if (payload !== undefined) return shorthand.unpack(payload) ?? STALE;
  return text.replace(/^(\/\w+)@\w+/, '$1');
}

/** @returns the command without the bot's name; null for what is not said to the bot. */
function addressedText(text: string, bot: string): string | null {
  const [, command, name] = /^(\/\w+)@(\w+)/.exec(text) ?? [];
  if (command === undefined || name?.toLowerCase() !== bot.toLowerCase()) return null;
  return command + text.slice(command.length + 1 + name.length);
}
