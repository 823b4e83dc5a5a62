import type { Catalog } from '../catalog.ts';
import { type Cue, createCueBook, loadCues } from './cues/cue-book.ts';
import { withoutShadowed } from './cues/shadows.ts';
import { evidenceIn } from './evidence.ts';
import { isOtherTalk, isQuiet, namingParts, statementsIn } from './intent.ts';
import { createLexicon } from './names/lexicon.ts';
import { createNameFinder } from './names/name-finder.ts';
import type { Explanation, Field, Reading } from './reading.ts';
import { createUnderstanding, type Understood } from './understanding.ts';
import { loadOrdinaryWords } from './words/ordinary-words.ts';
import { type Placed, partsOf } from './words/parts.ts';
import { createSpeller } from './words/spelled-words.ts';
import { type Line, lineOf, mendLayout } from './words/written-words.ts';

export type { Explanation, Reading, When } from './reading.ts';

export interface Reader {
  /** @returns what a line of chat reports, or null when it is no report. */
  read(text: string): Reading | null;
  /** @returns what the words after a command name; they need not look like a report. */
  readArguments(text: string): Reading;
  /** @returns what `read` makes of the line and why; also why it would have been read so when it is no report. */
  explain(text: string): Explanation;
}

/** A line, what its words say, and the parts of it that state something. */
interface Talk {
  readonly line: Line;
  readonly cues: readonly Cue[];
  readonly statements: readonly Placed[];
}

/** A line of more words tells a story. */
const LONGEST_LINE = 60;
const REPORT_COMMAND = /^\/report(?:@\w+)?\s+(?=\S)/;

/** Reads the data it needs from the files beside it; some 200 ms and 40 MB. */
export function createReader(catalog: Catalog): Reader {
  const lexicon = createLexicon(catalog);
  const book = createCueBook(loadCues());
  const ordinary = loadOrdinaryWords();
  const speller = createSpeller(lexicon, book, ordinary);
  const understand = createUnderstanding(catalog, createNameFinder(lexicon, book, ordinary), book);
  const isWord = (word: string) => lexicon.knows(word) || book.knows(word);

  const hear = (text: string): Talk => {
    const line = lineOf(partsOf(mendLayout(text, isWord)), speller, book);
    const cues = withoutShadowed(withinParts(book.find(line.words), line));
    return { line, cues, statements: statementsIn(line.parts, cues, line.words) };
  };

  const readAll = (text: string): Understood => {
    const { line, cues } = hear(text);
    return understand(line, line.parts, line.parts, cues);
  };

  const readTalk = ({ line, cues, statements }: Talk): Understood =>
    understand(line, statements, namingParts(line.parts, statements, cues), cues);

  const readLine = (text: string): Reading | null => {
    if (REPORT_COMMAND.test(text)) {
      const { reading } = readAll(text.replace(REPORT_COMMAND, ''));
      return reading.service === null ? null : reading;
    }
    if (text.startsWith('/')) return null;
    const talk = hear(text);
    if (!mayReport(talk)) return null;
    const understood = readTalk(talk);
    return isReport(understood, talk) ? understood.reading : null;
  };

  return {
    readArguments: (text) => readAll(text).reading,
    read: readLine,
    explain: (text) => {
      const understood = REPORT_COMMAND.test(text)
        ? readAll(text.replace(REPORT_COMMAND, ''))
        : readTalk(hear(text));
      const because = Object.entries(evidenceIn(understood.heard)).map(([field, places]) => [
        field,
        wordsAt(understood.heard.line, places),
      ]);
      return {
        reading: readLine(text),
        because: Object.fromEntries(because) as Record<Field, string[]>,
        unread: understood.reading.unread,
      };
    },
  };
}

function wordsAt({ written }: Line, places: readonly number[]): string[] {
  // A word that was read as two is shown once.
  return [...new Set(places)].sort((a, b) => a - b).map((at) => written[at] ?? '');
}

const OVER_PARTS = new Set(['vpn-either', 'fails/unstable']);

/** "То есть, то нет" and "что с впн, что без" go over a comma; other cues do not. */
function withinParts(cues: readonly Cue[], { parts }: Line): Cue[] {
  const partOf = (at: number) => parts.find(({ start, end }) => at >= start && at < end);
  return cues.filter(
    ({ name, start, end }) => end - start === 1 || OVER_PARTS.has(name) || end <= (partOf(start)?.end ?? 0),
  );
}

/** Most of what is no report can be told before it is understood. */
function mayReport({ line, cues, statements }: Talk): boolean {
  return (
    statements.length > 0 && line.words.length <= LONGEST_LINE && !cues.some((cue) => cue.name === 'never')
  );
}

/** More words that nothing explains make a line a story. */
const UNEXPLAINED = 4;
/** What people do: "смотрю", "рассылают", "переехала". It is not said of a service. */
const DEED = /[а-я](?:ю|юсь|ем|им|ут|ют|ат|ят|ала|яла|ила|али|или|уть|ть|ться|ите|йте)$/;

/**
 * "whatsapp kazan mts" is a report whose outcome is still to be asked for; so is one in words that are not known
 * ("телега в Туле отдала концы"), unless it asks, advertises or plans something.
 */
function isReport({ reading, firm, weakService }: Understood, { line, cues, statements }: Talk): boolean {
  const { service, region, carrier, outcome, status, unread } = reading;
  const placed = region !== null || carrier !== null;
  if (isOtherTalk(cues, placed, status === 'down')) return false;
  const quiet = statements.length === line.parts.length && isQuiet(cues);
  const terse = unread.length === 0;
  // "Ничего не грузит, Тула" leaves only the service to be asked for.
  if (service === null) return placed && terse && firm && status === 'down' && quiet;
  if (weakService && !placed && !(firm && terse)) return false;
  const isDeed = unread.some((word) => DEED.test(word));
  if (outcome !== null) return firm || terse || (placed && quiet && !isDeed);
  if (terse) return placed && quiet;
  return quiet && !isDeed && !weakService && region !== null && unread.length <= UNEXPLAINED;
}
