import type { InlineKeyboardButton, MessageEntity, ReplyKeyboardMarkup } from 'grammy/types';
import type { Choice, Doc, Line } from '../../chat/doc.ts';
import type { Shorthand } from '../../chat/transport.ts';

/** UTF-16 units a message may have: https://core.telegram.org/bots/api#sendmessage */
export const LONGEST_MESSAGE = 4096;
/** UTF-16 units of a picture's caption: https://core.telegram.org/bots/api#sendphoto */
export const LONGEST_CAPTION = 1024;
/** Entities a message may have. */
const MOST_ENTITIES = 100;
/** Says that there is nothing: Telegram takes no empty message. */
const NOTHING = '…';
/** What Telegram finds nothing in: white space, and characters that show nothing. */
const BLANK = /^[\s\p{Cf}\u2800\uFFFC\u{E0000}-\u{E007F}]*$/u;
/** Control characters, those that turn the direction of what follows, and marks that Telegram takes out. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\u2028-\u202E\u2066-\u2069]|\u030A|\u0333|\u033F/gu;

/** The part of sendMessage's payload that a document decides. */
export interface TelegramMessage {
  readonly text: string;
  readonly entities?: MessageEntity[];
  readonly reply_markup?: { inline_keyboard: InlineKeyboardButton[][] } | ReplyKeyboardMarkup;
}

interface Piece {
  readonly text: string;
  readonly entities: MessageEntity[];
}

interface Row extends Piece {
  readonly folded: boolean;
}

/**
 * A document as messages. Styles are entities, never markup, so that there is nothing to escape. What is too
 * long goes on in another message; the choices stand under the last.
 *
 * @param bot the bot's public name, for links into its private chat
 */
export function encodeDoc(doc: Doc, shorthand: Shorthand, bot: string): TelegramMessage[] {
  const pieces = group(doc.lines.map(rowOf).flatMap(cut))
    .map(join)
    .map(trim)
    .filter(({ text }) => !BLANK.test(text));
  if (pieces.length === 0) pieces.push({ text: NOTHING, entities: [] });
  const keyboard = keyboardOf(doc, shorthand, bot);
  return pieces.map(({ text, entities }, index) => ({
    text,
    ...(entities.length > 0 && { entities }),
    ...(keyboard && index === pieces.length - 1 && { reply_markup: keyboard }),
  }));
}

function rowOf({ spans, folded = false }: Line): Row {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const span of spans) {
    const words = clean(typeof span === 'string' ? span : span.text);
    if (typeof span !== 'string')
      entities.push({ type: span.style, offset: text.length, length: words.length });
    text += words;
  }
  // One is left for the fold.
  return { text, entities: entities.slice(0, MOST_ENTITIES - 1), folded };
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll('\t', ' ').replace(UNPRINTABLE, '');
}

/** A line that is longer than a message, in parts; never between the halves of one character. */
function cut(row: Row): Row[] {
  if (row.text.length <= LONGEST_MESSAGE) return [row];
  const parts: Row[] = [];
  for (let start = 0; start < row.text.length; ) {
    let end = Math.min(start + LONGEST_MESSAGE, row.text.length);
    if (/[\uD800-\uDBFF]/.test(row.text[end - 1] ?? '')) end -= 1;
    // Styles of a line that long are given up: nothing that we write is.
    parts.push({ text: row.text.slice(start, end), entities: [], folded: false });
    start = end;
  }
  return parts;
}

/** Rows that one message holds, in groups. */
function group(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let length = 0;
  let entities = 0;
  for (const row of rows) {
    const own = row.entities.length + Number(row.folded);
    length += 1 + row.text.length;
    entities += own;
    const last = groups.at(-1);
    if (last && length <= LONGEST_MESSAGE && entities <= MOST_ENTITIES) {
      last.push(row);
    } else {
      groups.push([row]);
      length = row.text.length;
      entities = own;
    }
  }
  return groups;
}

/** Folded rows that follow one another become one fold. */
function join(rows: readonly Row[]): Piece {
  const entities: MessageEntity[] = [];
  let fold: MessageEntity | null = null;
  let offset = 0;
  for (const row of rows) {
    entities.push(...row.entities.map((entity) => ({ ...entity, offset: entity.offset + offset })));
    if (!row.folded) fold = null;
    else if (fold) fold.length = offset + row.text.length - fold.offset;
    else {
      fold = { type: 'expandable_blockquote', offset, length: row.text.length };
      entities.push(fold);
    }
    offset += row.text.length + 1;
  }
  return { text: rows.map(({ text }) => text).join('\n'), entities };
}

/** Telegram strips white space at both ends and would then count entities from another place. */
function trim({ text, entities }: Piece): Piece {
  const shift = text.length - text.trimStart().length;
  return {
    text: text.trim(),
    entities: entities.flatMap((entity) => {
      const words = text.slice(entity.offset, entity.offset + entity.length);
      if (BLANK.test(words)) return [];
      const offset = entity.offset + words.length - words.trimStart().length - shift;
      return [{ ...entity, offset, length: words.trim().length }];
    }),
  };
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
