import { type Entity, isEmpty, type KeptText, keptText } from './kept-text.ts';

/** Telegram refuses a call: https://core.telegram.org/bots/api#making-requests */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

const bad = (reason: string) => new Refusal(400, `Bad Request: ${reason}`);

const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;
const ENTITY_LIMIT = 100;
const ENTITY_TYPES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
]);

/** What Telegram holds of a text: not empty, within the limit, entities in their bounds. */
export function checkText(text: unknown, entities: unknown, limit: number): KeptText {
  if (typeof text !== 'string') throw bad('message text is empty');
  if (!text.isWellFormed()) throw bad('strings must be encoded in UTF-8');
  checkEntities(entities, text);
  const kept = keptText(text, (entities as Entity[] | undefined) ?? []);
  if (isEmpty(kept.text)) throw bad('message text is empty');
  if (kept.text.length > limit)
    throw bad(limit === CAPTION_LIMIT ? 'message caption is too long' : 'message is too long');
  return kept;
}

function checkEntities(entities: unknown, text: string): void {
  if (entities === undefined) return;
  if (!Array.isArray(entities)) throw bad("can't parse entities: expected an Array");
  if (entities.length > ENTITY_LIMIT) throw bad("can't parse entities: too many");
  const spans = entities.map(({ type, offset, length }) => {
    if (!ENTITY_TYPES.has(type)) throw bad(`can't parse MessageEntity: unsupported type`);
    if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length <= 0)
      throw bad('entity has bad bounds');
    if (offset + length > text.length) throw bad('entity is beyond the end of the text');
    if (isInside(text, offset) || isInside(text, offset + length)) throw bad('entity splits a character');
    return { type, start: offset, end: offset + length };
  });
  const crossing = spans.some((a) =>
    spans.some((b) => a.start < b.start && b.start < a.end && a.end < b.end),
  );
  if (crossing) throw bad('entities cross');
  // https://core.telegram.org/bots/api#messageentity: code holds nothing else.
  const code = spans.filter(({ type }) => type === 'code' || type === 'pre');
  if (code.some((a) => spans.some((b) => isWithin(b, a) && !isWithin(a, b))))
    throw bad('code holds no other entity');
  const quotes = spans.filter(({ type }) => String(type).includes('blockquote'));
  if (quotes.some((a) => quotes.some((b) => a !== b && a.start < b.end && b.start < a.end)))
    throw bad('blockquotes nest');
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether an offset stands between the halves of one character. */
function isInside(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[offset - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[offset] ?? '');
}

export function checkMessage(fields: Fields): KeptText {
  if (fields.parse_mode !== undefined) throw bad('this server takes entities only');
  checkKeyboard(fields.reply_markup);
  return checkText(fields.text, fields.entities, TEXT_LIMIT);
}

export function checkCaption(caption: unknown): KeptText {
  if (caption === undefined || caption === '') return { text: '', entities: [] };
  return checkText(caption, undefined, CAPTION_LIMIT);
}

/** Only a new message in a private chat can ask for a place. */
export function checkRequests({ reply_markup }: Fields, isPrivate: boolean): void {
  const rows = (reply_markup as { keyboard?: { request_location?: boolean }[][] } | undefined)?.keyboard;
  if (rows && !isPrivate && rows.flat().some(({ request_location }) => request_location))
    throw bad('location can be requested in private chats only');
}

function checkKeyboard(markup: unknown): void {
  if (markup === undefined) return;
  const { inline_keyboard, keyboard } = markup as { inline_keyboard?: unknown; keyboard?: unknown };
  if (Array.isArray(keyboard)) checkReplyKeyboard(keyboard);
  else checkInlineKeyboard(inline_keyboard);
}

function checkInlineKeyboard(rows: unknown): void {
  if (!Array.isArray(rows)) throw bad('object expected as reply markup');
  if (!rows.every(Array.isArray)) throw bad('inline keyboard row is not an Array');
  if (rows.flat().length > 100) throw bad('reply markup is too long');
  for (const button of rows.flat()) checkButton(button);
}

function checkReplyKeyboard(rows: unknown[]): void {
  if (!rows.every(Array.isArray)) throw bad('keyboard row is not an Array');
  const texts = rows.flat().map((button: { text?: unknown }) => button.text);
  if (!texts.every((text) => typeof text === 'string' && text.trim() !== ''))
    throw bad('keyboard button text must be non-empty');
}

function checkButton({
  text,
  callback_data,
  url,
}: {
  text?: unknown;
  callback_data?: unknown;
  url?: unknown;
}): void {
  if (typeof text !== 'string' || text.trim() === '') throw bad('inline keyboard button text is empty');
  if (typeof callback_data === 'string') {
    const size = Buffer.byteLength(callback_data);
    if (size < 1 || size > 64) throw bad('BUTTON_DATA_INVALID');
    return;
  }
  if (typeof url !== 'string') throw bad('text buttons are unallowed in the inline keyboard');
  const link = /^https:\/\/t\.me\/(\w+)\?start=(.*)$/.exec(url);
  if (!link || !/^[\w-]{1,64}$/.test(link[2] ?? '')) throw bad('BUTTON_URL_INVALID');
}

export function checkCommands(fields: Fields): void {
  const commands = fields.commands as { command?: string; description?: string }[];
  if (!Array.isArray(commands) || commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH');
  for (const { command = '', description = '' } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}
