import type { Reader } from '../catalog/reader/reader.ts';
import { type Doc, textDoc } from '../chat/doc.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Text, Texts } from '../locales/texts.ts';
import type { People } from '../store/people.ts';
import type { Command, Request } from './command.ts';
import type { Reporting } from './report.ts';

/** Longer lines are no report; what follows is not looked at. */
const LONGEST = 4096;

export interface AnswerParts {
  readonly commands: readonly Command[];
  readonly reporting: Reporting;
  readonly reader: Reader;
  readonly people: People;
  readonly texts: Texts;
  readonly language: string;
  readonly isModerator: (platform: string, userId: string) => boolean;
  /** Whether those on duty talk there, and nobody else. */
  readonly isOpsChat: (platform: string, chatId: string) => boolean;
}

/** @returns a function from what came in to what is said; null where silence is the answer. */
export function createAnswer(parts: AnswerParts): (incoming: Incoming, now: number) => Promise<Doc | null> {
  const { commands, reporting, reader, people, texts, isModerator, isOpsChat } = parts;
  const table = new Map(commands.map((command) => [command.name, command]));
  const asking = commands.filter(({ answers }) => answers !== undefined);
  const isAllowed = ({ role }: Command, { platform, userId }: Request) =>
    role === 'everyone' || isModerator(platform, userId);

  const inPrivate = async (incoming: Incoming & { userId: string }, now: number): Promise<Doc> => {
    const { platform, userId, chatId, at } = incoming;
    const rows = await people.find(platform, userId);
    const language = texts.choose(rows[0]?.language ?? null, incoming.language, parts.language);
    const t = texts.in(language);
    if (incoming.forwarded) return textDoc(t('forwarded'));
    const canShare = incoming.canShareLocation ?? false;
    const request = { platform, userId, chatId, args: '', language, t, people: rows, now, at, canShare };
    if (incoming.location) return reporting.locate(incoming.location, request);
    const text = incoming.text.slice(0, LONGEST).trim();
    return text.startsWith('/') ? command(text, request) : plainText(text, request);
  };

  const command = async (text: string, request: Request): Promise<Doc> => {
    const { name, args } = splitCommand(text);
    const found = table.get(name);
    for (const { answers } of asking) answers?.drop(request);
    // A moderator's command does not exist for others, so that trying it tells nothing.
    return found && isAllowed(found, request) ? found.run({ ...request, args }) : hint(request.t);
  };

  const typed = async (text: string, request: Request): Promise<Doc | null> => {
    for (const command of asking) {
      const answer = isAllowed(command, request) ? await command.answers?.take(text, request) : null;
      if (answer) return answer;
    }
    return null;
  };

  const plainText = async (text: string, request: Request): Promise<Doc> => {
    const reading = reader.read(text);
    // Who says how something is reports it, whatever was asked; a name alone may answer a question.
    const answered = reading?.status ? null : await typed(text, request);
    if (answered) return answered;
    if (reading) return reporting.take(reading, request);
    return (await reporting.carryOn(text, request)) ?? hint(request.t);
  };

  const inGroup = async (incoming: Incoming, now: number): Promise<Doc | null> => {
    const { platform, userId, chatId } = incoming;
    const known = table.get(splitCommand(incoming.text).name);
    if (known?.role !== 'moderator' || !isOpsChat(platform, chatId))
      return inPublic(incoming, texts.in(texts.choose(incoming.language, parts.language)), table);
    // An answer to somebody else would take the buttons from those on duty.
    return userId !== null && isModerator(platform, userId) ? inPrivate({ ...incoming, userId }, now) : null;
  };

  return async (incoming, now) => {
    const { userId, chat } = incoming;
    return userId === null || chat === 'group'
      ? inGroup(incoming, now)
      : inPrivate({ ...incoming, userId }, now);
  };
}

/** One line and a way into the private chat: others read along here, and what one reports may be held against one. */
function inPublic(incoming: Incoming, t: Text, table: ReadonlyMap<string, Command>): Doc | null {
  const { name } = splitCommand(incoming.text);
  const known = table.get(name);
  if (!known && incoming.addressed === false) return null;
  const command = known?.role === 'everyone' && known.listed ? `/${name}` : '/start';
  const line = incoming.userId === null ? t('no-person') : t('group');
  return textDoc(line, [[{ label: t('private-button'), command, inPrivate: true }]]);
}

function hint(t: Text): Doc {
  return textDoc(t('not-understood'), [[{ label: t('report-button'), command: '/report' }]]);
}

function splitCommand(text: string): { name: string; args: string } {
  const [name = '', ...rest] = text.slice(1).split(/\s+/);
  return { name: name.toLowerCase(), args: rest.join(' ').trim() };
}
