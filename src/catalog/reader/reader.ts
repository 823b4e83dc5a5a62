import type { Catalog } from '../catalog.ts';
import { type Cue, createCueBook, loadCues } from './cues/cue-book.ts';
import { isOtherTalk, isQuiet, namingParts, statementsIn } from './intent.ts';
import { createLexicon } from './names/lexicon.ts';
import { createNameFinder } from './names/name-finder.ts';
import type { Explanation, Field, Reading } from './reading.ts';
import { createUnderstanding, type Understood } from './understanding.ts';
import { loadOrdinaryWords } from './words/ordinary-words.ts';
import { partsOf } from './words/parts.ts';
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

  const prepare = (text: string): { line: Line; cues: readonly Cue[] } => {
    const line = lineOf(partsOf(mendLayout(text, isWord)), speller, book);
    return { line, cues: withinParts(book.find(line.words), line) };
  };

  const readAll = (text: string): { line: Line; understood: Understood } => {
    const { line, cues } = prepare(text);
    return { line, understood: understand(line, line.parts, line.parts, cues) };
  };

  const readLine = (text: string): { line: Line; understood: Understood; isReport: boolean } => {
    if (REPORT_COMMAND.test(text)) {
      const all = readAll(text.replace(REPORT_COMMAND, ''));
      return { ...all, isReport: all.understood.reading.service !== null };
    }
    const { line, cues } = prepare(text);
    const statements = statementsIn(line.parts, cues, line.words);
    const understood = understand(line, statements, namingParts(line.parts, statements, cues), cues);
    const { region, carrier } = understood.reading;
    const isTold =
      !text.startsWith('/') &&
      line.words.length <= LONGEST_LINE &&
      !isOtherTalk(cues, region !== null || carrier !== null);
    return {
      line,
      understood,
      isReport: isTold && isReport(understood, statements.length === line.parts.length && isQuiet(cues)),
    };
  };

  return {
    readArguments: (text) => readAll(text).understood.reading,
    read: (text) => {
      const { understood, isReport } = readLine(text);
      return isReport ? understood.reading : null;
    },
    explain: (text) => {
      const { line, understood, isReport } = readLine(text);
      const because = Object.entries(understood.evidence).map(([field, places]) => [
        field,
        wordsAt(line, places),
      ]);
      return {
        reading: isReport ? understood.reading : null,
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

/** "То есть, то нет" and "что с впн, что без" go over a comma; other cues do not. */
function withinParts(cues: readonly Cue[], { parts }: Line): Cue[] {
  const partOf = (at: number) => parts.findIndex(({ start, end }) => at >= start && at < end);
  return cues.filter(
    ({ name, start, end }) =>
      end - start === 1 || /^(?:vpn-either|fails\/unstable)$/.test(name) || partOf(start) === partOf(end - 1),
  );
}

/** More words that nothing explains make a line a story. */
const UNEXPLAINED = 4;
/** What people do: "смотрю", "рассылают", "переехала". It is not said of a service. */
const DEED = /[а-я](?:ю|юсь|ем|им|ут|ют|ат|ят|ала|яла|ила|али|или|уть|ть|ться|ите|йте)$/;

/**
 * "whatsapp kazan mts" is a report whose outcome is still to be asked for; so is one in words that are not known
 * ("телега в Туле отдала концы"), unless it asks, advertises or plans something.
 *
 * @param isQuiet nothing in it is the talk of questions, news, adverts or plans
 */
function isReport({ reading, firm, weakService }: Understood, isQuiet: boolean): boolean {
  const { service, region, carrier, outcome, status, unread } = reading;
  const placed = region !== null || carrier !== null;
  const terse = unread.length === 0;
  // "Ничего не грузит, Тула" leaves only the service to be asked for.
  if (service === null) return placed && terse && firm && status === 'down' && isQuiet;
  if (weakService && !placed && !(firm && terse)) return false;
  const isDeed = unread.some((word) => DEED.test(word));
  if (outcome !== null) return firm || terse || (placed && isQuiet && !isDeed);
  if (terse) return placed && isQuiet;
  return isQuiet && !isDeed && !weakService && region !== null && unread.length <= UNEXPLAINED;
}
