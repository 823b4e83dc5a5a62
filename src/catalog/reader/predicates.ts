import type { Cue } from './cues/cue-book.ts';
import { type Context, hasRole, isDenied, isFaultDenied, isTopicAt } from './denials.ts';
import type { Span } from './spans.ts';
import type { Line } from './words/written-words.ts';

/** What a word or phrase says of working. */
export interface Predicate {
  readonly status: 'down' | 'ok';
  /** What is wrong, where the word tells: "тормозит". */
  readonly symptom: string | null;
  /** The function that its verb is about, also where it works: "слышно". */
  readonly about: string | null;
  /** It names what cannot be done and gives way to an object: "не грузит (фото)". */
  readonly narrows: boolean;
  /** Said in words that mean nothing else. */
  readonly firm: boolean;
  /** It was down and is no longer. */
  readonly recovered: boolean;
  readonly start: number;
  readonly end: number;
}

/** A function of a service that is spoken of: "звонки". */
export interface Topic {
  readonly symptom: string;
  readonly start: number;
  readonly end: number;
}

export interface Said {
  readonly predicates: readonly Predicate[];
  readonly topics: readonly Topic[];
}

/** Of cues on the same words the first one here counts. */
const FAMILIES = new Map(
  ['recovered', 'fails', 'ok', 'works', 'object', 'no'].map((family, at) => [family, at]),
);
/** "Про сообщения узнаю" says nothing of them. */
const ABOUT = /^(?:про|о|об|about)$/;
const INFINITIVE = /(?:ть|ться)$/;
/** Infinitives, the first and second person, and what somebody did. */
const ACTION = /(?:ть|ться|тись|йти|ю|юсь|ем|им|ешь|ишь|или|ил|ила)$/;

/**
 * @param cues of the words from `start` to `end`, `end` outside
 * @param isName whether a place is part of a name; names may stand between a verb and what denies it
 */
export function readPredicates(
  cues: readonly Cue[],
  span: Span,
  isName: (at: number) => boolean,
  { words, fillers }: Line,
): Said {
  const roles = rolesOf(cues, span);
  const picked = pick(cues);
  const context: Context = { roles, picked, isName, span, words, fillers };
  const predicates: Predicate[] = [];
  const topics: Topic[] = [];
  for (const cue of picked) {
    const { symptom } = cue;
    if (cue.family === 'object' && symptom !== null) {
      if (!ABOUT.test(words[cue.start - 1] ?? '')) topics.push({ symptom, start: cue.start, end: cue.end });
    } else if (!isOfOtherThing(cue, context)) predicates.push(...predicateOf(cue, context, topics));
  }
  if (predicates.length === 0) predicates.push(...bareDenial(context));
  return { predicates: predicates.sort(byStart), topics };
}

/** "(Texts go through, but) calls don't", "nothing without it", "весь город без интернета". */
function bareDenial(context: Context): Predicate[] {
  const { span, words, isName } = context;
  for (let at = span.end - 1; at >= span.start; at--) {
    const isLast = at === span.end - 1 || words[at] === 'nothing';
    const isNeither = words[at] === 'ни' && isTopicAt(at + 1, context);
    const isWithout = hasRole(context, at, 'less') && isName(at + 1) && !hasRole(context, at + 1, 'vpn');
    if (!(hasRole(context, at, 'cease') || isWithout || isNeither || (isLast && hasRole(context, at, 'not'))))
      continue;
    const plain = { symptom: null, about: null, narrows: true, firm: false, recovered: false };
    return [{ status: 'down', ...plain, start: at, end: at + 1 }];
  }
  return [];
}

function predicateOf(cue: Cue, context: Context, topics: Topic[]): Predicate[] {
  const { start, end } = cue;
  const firm = (end - start > 1 || !hasRole(context, start, 'faint')) && !isDeed(cue, context);
  const ok: Predicate = {
    status: 'ok',
    symptom: null,
    about: cue.symptom,
    narrows: false,
    firm,
    recovered: false,
    start,
    end,
  };
  const down: Predicate = { ...ok, status: 'down', narrows: true };
  const family = cue.family;
  if (family === 'no') return lackOf(cue, context, down);
  if (family === 'fails') return [faultOf(cue, context, ok, down)];
  const denied = isDenied(cue, context);
  if (family !== 'works') return [denied ? down : { ...ok, recovered: family === 'recovered' }];
  if (denied) return [{ ...down, symptom: cue.symptom, firm: true }];
  topics.push(...topicOf(cue, context));
  return isTopic(cue, context) || isAction(cue, context) ? [] : [ok];
}

/** "Мама шлёт открытки" is what she does. */
function isDeed({ start }: Cue, context: Context): boolean {
  if (!hasRole(context, start, 'act')) return false;
  return context.roles.some((names) => names.includes('kin')) && !context.roles.some(isTold);
}

function isTold(names: readonly string[]): boolean {
  return names.includes('told');
}

/** "Зарядка сдохла", "лифт опять сломан"; a "фейк про отключение" tells of none. */
function isOfOtherThing({ family, start, end }: Cue, context: Context): boolean {
  if (family !== 'fails' && family !== 'no') return false;
  if (ABOUT.test(context.words[start - 1] ?? '')) return true;
  let subject = start - 1;
  while (context.fillers.is(subject, 'linking') || context.fillers.is(subject, 'between')) subject -= 1;
  return hasRole(context, subject, 'other-thing') || hasRole(context, end, 'other-thing');
}

function faultOf(cue: Cue, context: Context, ok: Predicate, down: Predicate): Predicate {
  if (isFaultDenied(cue, context)) return { ...ok, firm: true };
  const symptom = cue.symptom;
  return { ...down, symptom, narrows: symptom === 'cannot-connect' || symptom === null };
}

/** What somebody does or would do, and not how it goes: "смотреть", "отправили". */
function isAction({ name, start }: Cue, { words }: Context): boolean {
  const word = words[start] ?? '';
  if (name === 'works/app-store') return true;
  return !/^работ/.test(word) && (name === 'works' ? INFINITIVE : ACTION).test(word);
}

/** "Уведомления пропали", "нет звонков"; "no idea" is about neither a function nor a service. */
function lackOf({ start, end }: Cue, context: Context, down: Predicate): Predicate[] {
  const isNamed = (at: number) => context.isName(at) || isTopicAt(at, context);
  const verb = context.picked.find((cue) => cue.family === 'works' && cue.end === start);
  // "Отправить нет".
  if (verb && isAction(verb, context)) return [{ ...down, symptom: verb.symptom, firm: true }];
  const isEnglish = /^(?:no|lost|missing)$/.test(context.words[start] ?? '');
  if (isEnglish && !isNamed(end) && !isNamed(end + 1)) return [];
  return [{ ...down, firm: isTopicAt(start - 1, context) || isTopicAt(end, context) }];
}

/** "Call" and "login" name a function as well. */
function topicOf(cue: Cue, context: Context): Topic[] {
  const symptom = cue.symptom;
  return symptom !== null && isTopic(cue, context) ? [{ symptom, start: cue.start, end: cue.end }] : [];
}

function isTopic(cue: Cue, context: Context): boolean {
  return hasRole(context, cue.start, `object/${cue.symptom}`);
}

/** Words without a role share one list. */
const NONE: string[] = [];

function rolesOf(cues: readonly Cue[], span: Span): string[][] {
  const roles: string[][] = new Array(span.end - span.start).fill(NONE);
  for (const { name, start, end } of cues) {
    for (let at = start - span.start; at < end - span.start; at++) {
      const known = roles[at];
      if (known === NONE) roles[at] = [name];
      else known?.push(name);
    }
  }
  return roles;
}

/** Longer cues first, and no word in two of them. */
function pick(cues: readonly Cue[]): Cue[] {
  const told = cues.filter((cue) => FAMILIES.has(cue.family));
  if (told.length < 2) return told;
  const taken = new Set<number>();
  return told
    .sort((a, b) => b.end - b.start - (a.end - a.start) || order(a) - order(b))
    .filter(({ start, end }) => {
      for (let at = start; at < end; at++) if (taken.has(at)) return false;
      for (let at = start; at < end; at++) taken.add(at);
      return true;
    })
    .sort(byStart);
}

function order(cue: Cue): number {
  return FAMILIES.get(cue.family) ?? 0;
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}
