import type { Catalog } from '../catalog.ts';
import { type Cue, createCueBook, loadCues } from './cues/cue-book.ts';
import { withoutShadowed } from './cues/shadows.ts';
import { evidenceIn } from './evidence.ts';
import { namingParts, statementsIn } from './intent.ts';
import { isReport, mayReport, type Talk } from './judgement.ts';
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

const REPORT_COMMAND = /^\/report(?:@\w+)?\s+(?=\S)/;

/** Reads the data it needs from the files of the catalog: some 200 ms and 15 MB, half as much again at the first typo. */
export function createReader(catalog: Catalog): Reader {
  const lexicon = createLexicon(catalog);
  const book = createCueBook(loadCues());
  const ordinary = loadOrdinaryWords();
  const speller = createSpeller(lexicon, book, ordinary);
  const understand = createUnderstanding(catalog, createNameFinder(lexicon, book, ordinary), book);
  const isWord = (word: string) => lexicon.knows(word) || book.knows(word);

  const hear = (text: string): Talk => {
    const written = lineOf(partsOf(mendLayout(text, isWord)), speller, book);
    const { cues: found, fillers } = book.find(written.words);
    const line = { ...written, fillers };
    const cues = withoutShadowed(withinParts(found, line)).map(asShown(line));
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

/** "Соединение…": an application that shows that for ever does not connect. */
function asShown({ parts }: Line): (cue: Cue) => Cue {
  const isShown = ({ start, end }: Cue) =>
    parts.some((part) => part.start === start && part.end === end && /^(?:…|\.\.)/.test(part.mark));
  return (cue) =>
    cue.name === 'status-text' && isShown(cue)
      ? { ...cue, name: 'fails/cannot-connect', family: 'fails', symptom: 'cannot-connect' }
      : cue;
}

const OVER_PARTS = new Set(['vpn-either', 'fails/unstable']);

/** "То есть, то нет" and "что с впн, что без" go over a comma; other cues do not. */
function withinParts(cues: readonly Cue[], { parts }: Line): Cue[] {
  const partOf = (at: number) => parts.find(({ start, end }) => at >= start && at < end);
  return cues.filter(
    ({ name, start, end }) => end - start === 1 || OVER_PARTS.has(name) || end <= (partOf(start)?.end ?? 0),
  );
}
