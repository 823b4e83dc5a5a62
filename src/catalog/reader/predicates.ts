import type { Cue } from './cues/cue-book.ts';
import type { Span } from './spans.ts';

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
/** Said after what is lacking: "проблем нет". */
const LACK = /^(?:нет|нету|нема|ноль|net|netu)$/;
/** "Про сообщения узнаю" says nothing of them. */
const ABOUT = /^(?:про|о|об|about)$/;
const INFINITIVE = /(?:ть|ться)$/;
/** Infinitives, the first and second person, and what somebody did. */
const ACTION = /(?:ть|ться|тись|йти|ю|юсь|ем|им|ешь|ишь|или|ил|ила)$/;
/** How far before a verb a word may deny it, in words. */
const REACH = 8;
/** Besides names and functions these may stand between. */
const PASSED = ['vpn', 'with', 'told', 'mobile', 'fixed'];

/**
 * @param cues of the words from `start` to `end`, `end` outside
 * @param isName whether a place is part of a name; names may stand between a verb and what denies it
 */
export function readPredicates(
  cues: readonly Cue[],
  span: Span,
  isName: (at: number) => boolean,
  words: readonly string[],
): Said {
  const roles = rolesOf(cues, span);
  const picked = pick(cues);
  const context: Context = { roles, picked, isName, span, words };
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

interface Context {
  /** Every class that covers a place, by place from the start of the span. */
  readonly roles: readonly (readonly string[])[];
  readonly picked: readonly Cue[];
  readonly isName: (at: number) => boolean;
  readonly span: Span;
  readonly words: readonly string[];
}

function predicateOf(cue: Cue, context: Context, topics: Topic[]): Predicate[] {
  const { start, end } = cue;
  const firm = end - start > 1 || !hasRole(context, start, 'faint');
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

/** "Зарядка сдохла". */
function isOfOtherThing({ family, start, end }: Cue, context: Context): boolean {
  if (family !== 'fails' && family !== 'no' && family !== 'works') return false;
  return hasRole(context, start - 1, 'other-thing') || hasRole(context, end, 'other-thing');
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

/** "Не работает", "не могу в вотсапе отправить", "отправить не могу". */
function isDenied(cue: Cue, context: Context): boolean {
  return isDeniedBefore(cue, context) || isDeniedAfter(cue, context);
}

function isDeniedBefore({ start }: Cue, context: Context): boolean {
  const first = Math.max(context.span.start, start - REACH);
  let straight = true;
  if (isBeyond(start, first, context)) return true;
  for (let at = start - 1; at >= first; at--) {
    if (hasRole(context, at, 'cease')) return true;
    // Over a name only "не могу" reaches, a mere "не" does not.
    if (hasRole(context, at, 'not')) return straight || hasRole(context, at + 1, 'modal');
    if (hasRole(context, at, 'modal') || hasRole(context, at, 'between')) continue;
    if (!isPassed(at, context)) return false;
    straight = false;
  }
  return false;
}

/** "Не можем папе дозвониться": over anything but another statement. */
function isBeyond(start: number, first: number, context: Context): boolean {
  for (let at = start - 1; at > first; at--) {
    if (hasRole(context, at, 'modal') && hasRole(context, at - 1, 'not')) return true;
    const isStatement = context.picked.some(
      (cue) => cue.family !== 'object' && cue.start <= at && at < cue.end,
    );
    if (isStatement) return false;
  }
  return false;
}

function isPassed(at: number, context: Context): boolean {
  const isNamed = context.isName(at) || isTopicAt(at, context);
  return isNamed || PASSED.some((role) => hasRole(context, at, role));
}

function isDeniedAfter({ end }: Cue, context: Context): boolean {
  for (let at = end; at < Math.min(context.span.end, end + 4); at++) {
    if (hasRole(context, at, 'not') && hasRole(context, at + 1, 'modal'))
      return !isFollowedByVerb(at + 2, context);
    if (hasRole(context, at, 'cease')) return !isFollowedByVerb(at + 1, context);
    if (context.picked.some((cue) => cue.start <= at && at < cue.end && cue.family === 'works')) return false;
  }
  return false;
}

function isFollowedByVerb(from: number, context: Context): boolean {
  return context.picked.some(
    (cue) => cue.family === 'works' && cue.start >= from && cue.start < Math.min(from + 3, context.span.end),
  );
}

/** "Не тормозит", "без лагов", "проблем нет", "перестал тупить". */
function isFaultDenied({ start, end }: Cue, context: Context): boolean {
  const isDenial = (at: number) =>
    at >= context.span.start &&
    at < context.span.end &&
    ['not', 'no', 'less', 'cease'].some((role) => hasRole(context, at, role));
  for (let at = end; at < Math.min(context.span.end, end + 4); at++) {
    if (LACK.test(context.words[at] ?? '')) return true;
    if (!context.isName(at) && !hasRole(context, at, 'with') && !hasRole(context, at, 'small')) break;
  }
  for (let at = start - 1; at >= Math.max(context.span.start, start - 3); at--) {
    if (isDenial(at)) return true;
    if (!hasRole(context, at, 'between') && !hasRole(context, at, 'modal')) return false;
  }
  return false;
}

function isTopicAt(at: number, { picked }: Context): boolean {
  return picked.some((cue) => cue.family === 'object' && cue.start <= at && at < cue.end);
}

function hasRole({ roles, span }: Context, at: number, role: string): boolean {
  return roles[at - span.start]?.includes(role) ?? false;
}

function rolesOf(cues: readonly Cue[], span: Span): string[][] {
  const roles: string[][] = Array.from({ length: span.end - span.start }, () => []);
  for (const { name, start, end } of cues) {
    for (let at = start; at < end; at++) roles[at - span.start]?.push(name);
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
