import type { InlineKeyboardButton, MessageEntity, ReplyKeyboardMarkup } from 'grammy/types';
import type { Choice, Doc, Line } from '../../chat/doc.ts';
import type { Shorthand } from '../../chat/transport.ts';

/** UTF-16 units a message may have: https://core.telegram.org/bots/api#sendmessage */
export const LONGEST_MESSAGE = 4096;
/** Telegram's word for "an empty text": what is left when only marks remain. */
const NOTHING = '…';

/** The part of sendMessage's payload that a document decides. */
export interface TelegramMessage {
  readonly text: string;
  readonly entities?: MessageEntity[];
  readonly reply_markup?: { inline_keyboard: InlineKeyboardButton[][] } | ReplyKeyboardMarkup;
}

interface Piece {
  text: string;
  entities: MessageEntity[];
}

/**
 * A document as messages. Styles are entities, never markup, so that there is nothing to escape. What is too
 * long goes on in another message; the choices stand under the last.
 *
 * @param bot the bot's public name, for links into its private chat
 */
export function encodeDoc(doc: Doc, shorthand: Shorthand, bot: string): TelegramMessage[] {
  const pieces = split(doc.lines);
  const keyboard = keyboardOf(doc, shorthand, bot);
  return pieces.map((piece, index) => {
    const markup = keyboard && index === pieces.length - 1 ? { reply_markup: keyboard } : {};
    const entities = piece.entities.length > 0 ? { entities: piece.entities } : {};
    return { text: piece.text.trim() === '' ? NOTHING : piece.text, ...entities, ...markup };
  });
}

function split(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  let piece: Piece = { text: '', entities: [] };
  for (const line of lines) {
    for (const part of cut(lineOf(line))) {
      if (piece.text !== '' && piece.text.length + 1 + part.text.length > LONGEST_MESSAGE) {
        pieces.push(piece);
        piece = { text: '', entities: [] };
      }
      append(
        piece,
        part,
        pieces.length === 0 && piece.text === '' && piece.entities.length === 0 ? '' : '\n',
      );
    }
  }
  pieces.push(piece);
  return pieces.map(trim);
}

function lineOf(line: Line): Piece {
  const piece: Piece = { text: '', entities: [] };
  for (const span of line.spans) {
    const text = (typeof span === 'string' ? span : span.text).toWellFormed();
    if (typeof span !== 'string' && text !== '') {
      piece.entities.push({ type: span.style, offset: piece.text.length, length: text.length });
    }
    piece.text += text;
  }
  if (line.folded && piece.text !== '') {
    piece.entities.push({ type: 'expandable_blockquote', offset: 0, length: piece.text.length });
  }
  return piece;
}

/** A line that is longer than a message, in parts; never between the halves of one character. */
function cut(line: Piece): Piece[] {
  if (line.text.length <= LONGEST_MESSAGE) return [line];
  const parts: Piece[] = [];
  for (let start = 0; start < line.text.length; ) {
    let end = Math.min(start + LONGEST_MESSAGE, line.text.length);
    if (/[\uD800-\uDBFF]/.test(line.text[end - 1] ?? '')) end -= 1;
    // Styles of a line that long are given up: nothing that we write is.
    parts.push({ text: line.text.slice(start, end), entities: [] });
    start = end;
  }
  return parts;
}

/** Folded lines that follow one another become one fold. */
function append(piece: Piece, part: Piece, joint: string): void {
  const offset = piece.text.length + joint.length;
  piece.text += joint + part.text;
  const last = piece.entities.at(-1);
  for (const entity of part.entities) {
    const fold = entity.type === 'expandable_blockquote';
    if (fold && last?.type === 'expandable_blockquote' && last.offset + last.length + 1 === offset) {
      last.length += 1 + entity.length;
    } else {
      piece.entities.push({ ...entity, offset: entity.offset + offset });
    }
  }
}

/** Telegram strips white space at both ends and would then count entities from another place. */
function trim({ text, entities }: Piece): Piece {
  const started = text.replace(/^\n+/, '');
  const shift = text.length - started.length;
  const trimmed = started.trimEnd();
  const moved = entities.map((entity) => {
    const offset = entity.offset - shift;
    return { ...entity, offset, length: Math.min(entity.length, trimmed.length - offset) };
  });
  return { text: trimmed, entities: moved.filter((entity) => entity.length > 0) };
}

function keyboardOf({ choices, asksLocation }: Doc, shorthand: Shorthand, bot: string) {
  if (asksLocation !== undefined) {
    const keyboard = [[{ text: asksLocation, request_location: true }]];
    return { keyboard, resize_keyboard: true, one_time_keyboard: true };
  }
  return (
    choices && {
      inline_keyboard: choices.map((row) => row.map((choice) => buttonOf(choice, shorthand, bot))),
    }
  );
}

function buttonOf(choice: Choice, shorthand: Shorthand, bot: string): InlineKeyboardButton {
  const packed = shorthand.pack(choice.command);
  return choice.inPrivate
    ? { text: choice.label, url: `https://t.me/${bot}?start=${packed}` }
    : { text: choice.label, callback_data: packed };
}
