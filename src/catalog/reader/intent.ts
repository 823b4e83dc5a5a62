import type { Cue } from './cues/cue-book.ts';
import { isWithin } from './spans.ts';
import type { Placed } from './words/parts.ts';

/** What makes a stretch of talk something else than a statement of how things are. */
const NEVER = new Set(['ask', 'news', 'advert', 'if', 'past-day', 'never']);
/** Questions also after a comma; others open a clause of a statement there: "работает, когда…". */
const ALWAYS_ASKS = /^(?:почему|зачем|кто|why|who|anyone|does)$/;
/** The same, unless it says in plain words how something works. */
const RATHER_NOT = new Set(['news-soft', 'plan', 'contact', 'chat']);
/** How things work, in plain words. */
const PLAIN = new Set(['works', 'fails', 'ok', 'recovered', 'vpn-only', 'vpn-even']);
/** Asks or advises somebody to do something. */
const REQUEST = new Set(['contact', 'advert']);
const GREETINGS = new Set(
  'а и ну так народ люди друзья парни девочки девчат соседи всем привет ребят ребята подскажите здравствуйте hi hey hello guys folks'.split(
    ' ',
  ),
);

/**
 * The parts that state how something is. "Does it work?" states nothing; "it does not work, for you too?" does.
 *
 * @param cues of the whole line
 */
export function statementsIn(
  parts: readonly Placed[],
  cues: readonly Cue[],
  words: readonly string[],
): Placed[] {
  const spokesmen = cues.filter((cue) => cue.name === 'spokesman');
  // "Что с впн, что без" asks nothing.
  const eithers = cues.filter((cue) => cue.name === 'vpn-either');
  const openings = cues.filter(
    ({ name, start }) => name === 'ask-first' && !eithers.some((either) => either.start === start),
  );
  return sentencesOf(parts).flatMap((sentence) => {
    const asked = sentence.at(-1)?.mark.includes('?') ?? false;
    const question = asked ? sentence.findLast((part) => !isCall(part)) : undefined;
    const stated = sentence.filter(
      (part, at) =>
        isStatement(part, cues) &&
        !asksFirst(part, at === 0, openings, words) &&
        part !== question &&
        !isSpokesman(sentence, at, spokesmen),
    );
    if (!asked) return stated;
    return stated.some((part) => isPlain(part, cues)) ? stated : [];
  });
}

/** "(Работает,) народ?" */
function isCall({ words }: Placed): boolean {
  return words.every((word) => GREETINGS.has(word));
}

/** "СМИ: …", "… — губернатор": what a spokesman says is news. */
function isSpokesman(sentence: readonly Placed[], at: number, spokesmen: readonly Cue[]): boolean {
  const says = (part: Placed | undefined) =>
    part !== undefined && spokesmen.some((cue) => isWithin(cue, part));
  const joins = (part: Placed | undefined) => part !== undefined && /[:—–-]/.test(part.mark);
  const [before, after] = [sentence[at - 1], sentence[at + 1]];
  return (joins(before) && says(before)) || (joins(sentence[at]) && says(after));
}

/** Talk whose names belong to others: what is asked, advertised or in the news. */
const FOREIGN = new Set(['ask', 'news', 'advert', 'never']);

/** The parts whose names may be a report's: "привет из Якутии, телега лежит". */
export function namingParts(
  parts: readonly Placed[],
  statements: readonly Placed[],
  cues: readonly Cue[],
): Placed[] {
  // "Макс? Не жалуюсь."
  const isSubject = ({ start, end }: Placed) => end - start <= 2 && end < (statements.at(-1)?.end ?? 0);
  const isForeign = (part: Placed) => (part.mark.includes('?') && !isSubject(part)) || isOthers(part);
  const isOthers = ({ start, end }: Placed) =>
    cues.some((cue) => FOREIGN.has(cue.name) && cue.start >= start && cue.end <= end);
  return parts.filter((part) => statements.includes(part) || !isForeign(part));
}

/** Whether nothing in a line is the talk of questions, news, adverts or plans. */
export function isQuiet(cues: readonly Cue[]): boolean {
  return !cues.some((cue) => NEVER.has(cue.name) || RATHER_NOT.has(cue.name));
}

/**
 * Whether a line as a whole is something else than a report, whatever its parts say.
 *
 * @param placed whether it names a place or a carrier, as adverts and arrangements between people seldom do
 * @param fails whether it says that something fails
 */
export function isOtherTalk(cues: readonly Cue[], placed: boolean, fails: boolean): boolean {
  const requests = cues.filter((cue) => REQUEST.has(cue.name));
  const adverts = new Set(requests.filter((cue) => cue.name === 'advert').map((cue) => cue.start));
  return placed ? adverts.size > 2 : requests.length > 0 && !fails;
}

function asksFirst(
  { start, end }: Placed,
  opens: boolean,
  openings: readonly Cue[],
  words: readonly string[],
): boolean {
  let first = start;
  while (first < end - 1 && GREETINGS.has(words[first] ?? '')) first += 1;
  const isDenied =
    /^(?:как|что|does|do|is|can|will|did|are|has|have|could|what)$/.test(words[first] ?? '') &&
    /^(?:not|не|то|обычно|всегда|раньше|и)$/.test(words[first + 1] ?? '');
  return (
    !isDenied &&
    (opens || ALWAYS_ASKS.test(words[first] ?? '')) &&
    openings.some((cue) => cue.start === first)
  );
}

function isStatement(part: Placed, cues: readonly Cue[]): boolean {
  const inside = cues.filter((cue) => cue.start >= part.start && cue.end <= part.end);
  if (inside.some((cue) => NEVER.has(cue.name))) return false;
  return isPlain(part, cues) || !inside.some((cue) => RATHER_NOT.has(cue.name));
}

function isPlain(part: Placed, cues: readonly Cue[]): boolean {
  return cues.some((cue) => cue.start >= part.start && cue.end <= part.end && PLAIN.has(cue.family));
}

function sentencesOf(parts: readonly Placed[]): Placed[][] {
  const sentences: Placed[][] = [[]];
  for (const part of parts) {
    sentences.at(-1)?.push(part);
    if (/[.!?\n]/.test(part.mark)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}
