import type { Choice, Doc, Line, Span } from '../../chat/doc.ts';
import { CHOICES } from './choices.ts';

/**
 * Bytes of markup that one event holds. Servers take events of 64 KiB; the words stand there twice, and
 * encryption adds a third.
 */
export const LONGEST_MESSAGE = 16_000;
/** So few lines are shown whole: a fold would save no room. */
const FOLDED_FROM = 3;
/** Says that there is nothing: a client shows no empty message. */
const NOTHING = '…';
const BLANK = /^[\s\p{Cf}\u2800\uFFFC\u{E0000}-\u{E007F}]*$/u;
/** Control characters, and those that turn the direction of what follows. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\u2028-\u202E\u2066-\u2069]/gu;
/** A command within words; clients keep a slash for commands of their own. */
const COMMAND = /(?<![^\s(«“"])\/(?=[a-z]{2,}(?![\w/@]))/g;
const TAGS = { bold: 'strong', italic: 'em', code: 'code' } as const;

/** The content of an `m.room.message` event. */
export interface MessageContent {
  /** Clients ring for a text and never for a notice; bots do not answer a notice. */
  readonly msgtype: 'm.text' | 'm.notice';
  readonly body: string;
  readonly format: 'org.matrix.custom.html';
  readonly formatted_body: string;
  /** Nobody: without it clients look for names in the words. */
  readonly 'm.mentions': Readonly<Record<string, never>>;
  /** The commands of what can be chosen, in the order of their numbers. */
  readonly [CHOICES]?: readonly string[];
}

interface Row {
  readonly body: string;
  readonly html: string;
  readonly folded: boolean;
}

/**
 * A document as messages. What is too long goes on in another message; the choices stand under the last, a
 * numbered line each. Choices for a private chat become a link to the bot.
 *
 * @param me the bot's user id
 */
export function encodeDoc(doc: Doc, msgtype: MessageContent['msgtype'], me: string): MessageContent[] {
  const choices = (doc.choices ?? []).flat();
  const numbered = choices.filter(({ inPrivate }) => !inPrivate);
  const links = choices.filter(({ inPrivate }) => inPrivate);
  const groups = group(withLinks(doc.lines.map(rowOf), links, me).flatMap(cut))
    .map(trim)
    .filter((rows) => rows.length > 0);
  if (groups.length === 0) groups.push([{ body: NOTHING, html: NOTHING, folded: false }]);
  const list = listOf(numbered);
  if (list.length > 0 && costOf([...(groups.at(-1) ?? []), ...list]) > LONGEST_MESSAGE) groups.push([]);
  return groups.map((rows, index) => {
    const last = index === groups.length - 1;
    const all = last ? [...rows, ...(rows.length > 0 && list.length > 0 ? [EMPTY] : []), ...list] : rows;
    return {
      msgtype,
      body: all.map(({ body }) => body).join('\n'),
      format: 'org.matrix.custom.html',
      formatted_body: join(all),
      'm.mentions': {},
      ...(last && list.length > 0 && { [CHOICES]: numbered.map(({ command }) => command) }),
    };
  });
}

const EMPTY: Row = { body: '', html: '', folded: false };

function rowOf({ spans, folded = false }: Line): Row {
  return {
    body: spans.map((span) => wordsOf(typeof span === 'string' ? span : span.text)).join(''),
    html: spans.map(htmlOf).join(''),
    folded,
  };
}

/** What is shown is what can be typed: `!report`. */
function wordsOf(text: string): string {
  return clean(text).replace(COMMAND, '!');
}

function htmlOf(span: Span): string {
  if (typeof span === 'string') return escapeHtml(wordsOf(span));
  const tag = TAGS[span.style];
  return `<${tag}>${escapeHtml(wordsOf(span.text))}</${tag}>`;
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll('\t', ' ').replace(UNPRINTABLE, '');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
}

/** In one line with the words before it, so that a room is answered in one line. */
function withLinks(rows: readonly Row[], links: readonly Choice[], me: string): Row[] {
  const url = `https://matrix.to/#/${encodeURIComponent(me).replace('%40', '@').replace('%3A', ':')}`;
  const before = rows.slice(0, -1);
  const last = rows.at(-1) ?? EMPTY;
  if (links.length === 0) return [...rows];
  const labels = links.map(({ label }) => clean(label));
  const body = labels.map((label) => `${label}: ${url}`).join(' ');
  const html = labels.map((label) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`).join(' ');
  const space = last.body === '' ? '' : ' ';
  return [...before, { ...last, body: last.body + space + body, html: last.html + space + html }];
}

function listOf(choices: readonly Choice[]): Row[] {
  return choices.map(({ label }, index) => rowOf({ spans: [`${index + 1}. ${label}`] }));
}

/** Bytes as they go over the line, the break after it counted. */
function costOfRow({ html }: Row): number {
  return Buffer.byteLength(JSON.stringify(html)) + '<br>'.length;
}

function costOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + costOfRow(row), 0);
}

/** A line that is longer than a message, in parts; never between the halves of one character. */
function cut(row: Row): Row[] {
  if (costOfRow(row) <= LONGEST_MESSAGE) return [row];
  const parts: Row[] = [];
  let part = '';
  let cost = '<br>""'.length;
  const end = () => {
    // Styles of a line that long are given up: nothing that we write is.
    if (part !== '') parts.push({ body: part, html: escapeHtml(part), folded: false });
  };
  for (const character of row.body) {
    const own = Buffer.byteLength(JSON.stringify(escapeHtml(character))) - '""'.length;
    if (cost + own > LONGEST_MESSAGE) {
      end();
      part = '';
      cost = '<br>""'.length;
    }
    part += character;
    cost += own;
  }
  end();
  return parts;
}

/** Rows that one message holds, in groups. */
function group(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let cost = 0;
  for (const row of rows) {
    const own = costOfRow(row);
    cost += own;
    const last = groups.at(-1);
    if (last && cost <= LONGEST_MESSAGE) {
      last.push(row);
    } else {
      groups.push([row]);
      cost = own;
    }
  }
  return groups;
}

/** Rows at both ends that show nothing are left out. */
function trim(rows: readonly Row[]): Row[] {
  const shows = ({ body }: Row) => !BLANK.test(body);
  return rows.slice(Math.max(0, rows.findIndex(shows)), rows.findLastIndex(shows) + 1);
}

/** Folded rows that follow one another become one fold under the first of them. */
function join(rows: readonly Row[]): string {
  const blocks: { folded: boolean; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last?.folded === row.folded) last.rows.push(row);
    else blocks.push({ folded: row.folded, rows: [row] });
  }
  let html = '';
  let open = false;
  for (const block of blocks) {
    const [first, ...rest] = block.rows.map((row) => row.html);
    const folds = block.folded && block.rows.length >= FOLDED_FROM;
    // A fold is a block of its own and breaks the line before and after it by itself.
    if (open && !folds) html += '<br>';
    html += folds
      ? `<details><summary>${first}</summary>${rest.join('<br>')}</details>`
      : [first, ...rest].join('<br>');
    open = !folds;
  }
  return html;
}
