import type { Cue } from './cues/cue-book.ts';
import { isOtherTalk, isQuiet } from './intent.ts';
import type { Understood } from './understanding.ts';
import type { Placed } from './words/parts.ts';
import type { Line } from './words/written-words.ts';

/** A line, what its words say, and the parts of it that state something. */
export interface Talk {
  readonly line: Line;
  readonly cues: readonly Cue[];
  readonly statements: readonly Placed[];
}

/** A line of more words tells a story. */
const LONGEST_LINE = 60;
/** More words that nothing explains make a line a story. */
const UNEXPLAINED = 4;
/** What people do: "смотрю", "рассылают", "переехала". It is not said of a service. */
const DEED = /[а-я](?:ю|юсь|ем|им|ут|ют|ат|ят|ала|яла|ила|али|или|уть|ть|ться|ите|йте)$/;

/** Most of what is no report can be told before it is understood. */
export function mayReport({ line, cues, statements }: Talk): boolean {
  return (
    statements.length > 0 && line.words.length <= LONGEST_LINE && !cues.some((cue) => cue.name === 'never')
  );
}

/**
 * "whatsapp kazan mts" is a report whose outcome is still to be asked for; so is one in words that are not known
 * ("телега в Туле отдала концы"), unless it asks, advertises or plans something.
 */
export function isReport(understood: Understood, talk: Talk): boolean {
  const { service, region, carrier, outcome, status, unread } = understood.reading;
  const placed = region !== null || carrier !== null;
  if (isOtherTalk(talk.cues, placed, status === 'down')) return false;
  const quiet = talk.statements.length === talk.line.parts.length && isQuiet(talk.cues);
  const terse = unread.length === 0;
  // "Ничего не грузит, Тула" leaves only the service to be asked for.
  if (service === null) return placed && terse && understood.firm && status === 'down' && quiet;
  return outcome === null ? namesEnough(understood, placed, quiet) : tellsEnough(understood, placed, quiet);
}

/** "Whatsapp kazan mts" and "телега в Туле отдала концы" leave the outcome to be asked for. */
function namesEnough({ reading, weakService }: Understood, placed: boolean, quiet: boolean): boolean {
  const { region, unread } = reading;
  if (unread.length === 0) return placed && quiet;
  return quiet && !unread.some(isDeed) && !weakService && region !== null && unread.length <= UNEXPLAINED;
}

function tellsEnough({ reading, firm, weakService }: Understood, placed: boolean, quiet: boolean): boolean {
  const { unread } = reading;
  const terse = unread.length === 0;
  const busy = unread.some(isDeed);
  if (weakService && !placed && !(firm && terse)) return false;
  // "Сдала сессию на отлично, еду в Курск."
  if (weakService && busy && !quiet) return false;
  return firm || terse || (placed && quiet && !busy);
}

function isDeed(word: string): boolean {
  return DEED.test(word);
}
