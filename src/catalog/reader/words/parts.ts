import { normalise } from '../../normalise.ts';

/** What stands between two marks or words of contrast; it may say something else than its neighbours. */
export interface Part {
  readonly words: readonly string[];
  /** The mark after it; empty before a word of contrast and at the end. */
  readonly mark: string;
  /** Whether a word of contrast opens it. */
  readonly contrasts: boolean;
}

/** A part among those that are read: the numbers of its words; `end` is outside. */
export interface Placed {
  readonly words: readonly string[];
  readonly contrasts: boolean;
  readonly mark: string;
  readonly start: number;
  readonly end: number;
}

/** A full stop inside a word (`дом.ру`) and a hyphen (`ростов-на-дону`) part nothing. */
const MARK =
  /([,;:!?\n…()]+|\.+(?=\s|$)|\s[-—–+]+\s|(?![✅👍🆗🟢💚👌❌👎⛔🚫💀🔴☠✔✖])\p{Extended_Pictographic}+)/u;
/** Most lines are of letters that need no tables of Unicode, which are slow. */
const PLAIN = /^[a-z0-9а-я \n,;:!?…().—–+"'«»/-]*$/;
const PLAIN_MARK = /([,;:!?\n…()]+|\.+(?=\s|$)|\s[-—–+]+\s)/;
const PLAIN_WORD = /[a-z0-9а-я]+/g;
const NO_MARK = /^[a-z0-9а-я ]*$/;
/** "То есть, то нет" is one saying, and "не могу сказать, что" another. */
const JOINED = /(?<=(?:^|\s)то [^,.]{2,25}),\s*(?=то\s)|(?<=сказать|скажу),\s*(?=что)/gu;
const CONTRAST = new Set(['но', 'а', 'зато', 'однако', 'хотя', 'but', 'while', 'although', 'though']);
/** Signs that say how it is, besides letters and digits. */
const WORD = /[\p{L}\p{N}]+|[✅👍🆗🟢💚👌❌👎⛔🚫💀🔴☠✔✖]/gu;
/** "All but calls" is no contrast. */
const ALL = new Set(['all', 'everything', 'nothing', 'anything']);

/** @returns the parts of a text that have words, in their order. */
export function partsOf(text: string): Part[] {
  const normal = normalise(text);
  const isPlain = PLAIN.test(normal);
  const pieces = piecesOf(normal, isPlain);
  const parts: Part[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    const words = pieces[index]?.match(isPlain ? PLAIN_WORD : WORD) ?? [];
    const mark = pieces[index + 1] ?? '';
    const sides = splitAtContrast(words);
    parts.push(
      ...sides.map((side, at) => ({
        words: side,
        mark: at === sides.length - 1 ? mark : '',
        contrasts: at > 0 || CONTRAST.has(words[0] ?? ''),
      })),
    );
  }
  return parts.filter((part) => part.words.length > 0);
}

/** @returns what stands between marks, and the marks, in turns */
function piecesOf(text: string, isPlain: boolean): string[] {
  if (isPlain && NO_MARK.test(text)) return [text];
  const joined = text.includes('то ') ? text.replace(JOINED, ' ') : text;
  return joined.split(isPlain ? PLAIN_MARK : MARK);
}

function splitAtContrast(words: readonly string[]): string[][] {
  if (!words.some((word) => CONTRAST.has(word))) return [[...words]];
  const sides: string[][] = [[]];
  for (const [index, word] of words.entries()) {
    if (CONTRAST.has(word) && !ALL.has(words[index - 1] ?? '')) sides.push([]);
    else sides.at(-1)?.push(word);
  }
  return sides;
}
