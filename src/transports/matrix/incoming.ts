import { numberIn, numberOfReaction } from './choices.ts';

type Content = Readonly<Record<string, unknown>>;

/** An event of a room, decrypted. */
export interface RoomEvent {
  readonly eventId: string;
  readonly roomId: string;
  readonly sender: string;
  readonly type: string;
  readonly content: Content;
}

/** Who the bot is, and where something was said. */
export interface Listening {
  /** The bot's user id. */
  readonly me: string;
  /** The name that clients show for it. */
  readonly name: string | null;
  /** Nobody but the sender and the bot reads along. */
  readonly isPrivate: boolean;
}

/** What somebody said to the bot. */
export type Said =
  | {
      readonly kind: 'words';
      readonly text: string;
      /** False for a command in a room that may be another bot's. */
      readonly addressed: boolean;
      readonly location?: { readonly lat: number; readonly lon: number };
    }
  | {
      readonly kind: 'number';
      readonly number: number;
      /** The message that it answers; null for the newest that offers something. */
      readonly of: string | null;
      /** As it was written, for when nothing was offered. */
      readonly text: string;
    };

/** @returns null for what is not for us: own messages, notices (bots never answer those), edits, a room's own talk */
export function readSaid(event: RoomEvent, listening: Listening): Said | null {
  if (event.sender === listening.me) return null;
  if (event.type === 'm.reaction') return readReaction(event.content, listening);
  return event.type === 'm.room.message' ? readMessage(event.content, listening) : null;
}

function readReaction(content: Content, { isPrivate }: Listening): Said | null {
  const { rel_type, event_id, key } = objectIn(content, 'm.relates_to');
  if (!isPrivate || rel_type !== 'm.annotation' || typeof event_id !== 'string') return null;
  const number = typeof key === 'string' ? numberOfReaction(key) : null;
  return number === null ? null : { kind: 'number', number, of: event_id, text: '' };
}

function readMessage(content: Content, listening: Listening): Said | null {
  if (objectIn(content, 'm.relates_to').rel_type === 'm.replace') return null;
  const isPlace = content.msgtype === 'm.location';
  if (isPlace && !listening.isPrivate) return null;
  const place = isPlace ? readPlace(content) : null;
  if (place) return { kind: 'words', text: '', addressed: true, location: place };
  // Of a place that cannot be read its words are left: often the name of a town.
  if ((content.msgtype !== 'm.text' && !isPlace) || typeof content.body !== 'string') return null;
  const words = withoutQuote(content.body);
  const text = withoutName(words, listening);
  const mentioned = text !== words || isMentioned(content, listening.me);
  return listening.isPrivate ? readPrivate(text, content) : readPublic(text, mentioned);
}

function readPrivate(text: string, content: Content): Said | null {
  if (text === '') return null;
  const number = numberIn(text);
  if (number !== null) return { kind: 'number', number, of: answeredIn(content), text };
  return { kind: 'words', text: commandIn(text) ?? text, addressed: true };
}

function readPublic(text: string, mentioned: boolean): Said | null {
  const command = commandIn(text);
  if (mentioned)
    return { kind: 'words', text: command ?? (text === '' ? '/start' : `/${text}`), addressed: true };
  return command === null ? null : { kind: 'words', text: command, addressed: false };
}

/** `!report` as clients let it through, `/report` where they do, `//report` as Element sends it on. */
function commandIn(text: string): string | null {
  const [, command] = /^(?:!|\/{1,2})(\p{L}\w*.*)$/su.exec(text) ?? [];
  return command === undefined ? null : `/${command}`;
}

/** @returns null for what is no place on Earth. Clients write it as the specification has it, as MSC3488 will, or both */
function readPlace(content: Content): { lat: number; lon: number } | null {
  const uri = content.geo_uri ?? objectIn(content, 'org.matrix.msc3488.location').uri;
  const [, lat, lon] = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?=[,;]|$)/i.exec(String(uri)) ?? [];
  if (lat === undefined || lon === undefined || Math.abs(+lat) > 90 || Math.abs(+lon) > 180) return null;
  return { lat: Number(lat), lon: Number(lon) };
}

/** Older clients put what is answered in front, `> ` before each line of it. */
function withoutQuote(body: string): string {
  return /^> <@[^>]+>/.test(body) ? body.replace(/^(?:> .*\n?)+\n?/, '').trim() : body.trim();
}

/** Clients write a mention as the name or the id, with or without a colon. */
function withoutName(text: string, { me, name }: Listening): string {
  const names = [me, me.slice(0, me.indexOf(':')), ...(name ? [`@${name}`, name] : [])];
  for (const one of names) {
    if (!text.toLowerCase().startsWith(one.toLowerCase())) continue;
    const rest = text.slice(one.length);
    // A message that goes on with a letter begins with another word.
    if (/^(?:[:,]|\s|$)/.test(rest)) return rest.replace(/^[:,]?\s*/, '');
  }
  return text;
}

function isMentioned(content: Content, me: string): boolean {
  const { user_ids } = objectIn(content, 'm.mentions');
  return Array.isArray(user_ids) && user_ids.includes(me);
}

/** In a thread the reply that is named may stand for "the last message", for clients without threads. */
function answeredIn(content: Content): string | null {
  const relation = objectIn(content, 'm.relates_to');
  const { event_id } = objectIn(relation, 'm.in_reply_to');
  return typeof event_id === 'string' && relation.is_falling_back !== true ? event_id : null;
}

/**
 * What an answer is tied to: the thread in which it was asked for, in rooms the message, so that it is clear
 * who is meant.
 */
export function relationFor({ eventId, content }: RoomEvent, isPrivate: boolean): object | null {
  const relation = objectIn(content, 'm.relates_to');
  const reply = { 'm.in_reply_to': { event_id: eventId } };
  if (relation.rel_type === 'm.thread' && typeof relation.event_id === 'string')
    return { rel_type: 'm.thread', event_id: relation.event_id, is_falling_back: true, ...reply };
  return isPrivate ? null : reply;
}

function objectIn(content: Content, key: string): Content {
  const value = content[key];
  return typeof value === 'object' && value !== null ? (value as Content) : {};
}
