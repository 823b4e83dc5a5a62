import type { Cue } from './cues/cue-book.ts';
import type { Fillers } from './cues/fillers.ts';
import type { Span } from './spans.ts';

/** How far before a verb a word may deny it, in words. */
const REACH = 8;
/** How far after it. */
const AFTER = 6;
/** Besides names and functions these may stand between. */
const PASSED = ['vpn', 'with', 'told', 'mobile', 'fixed'];
/** Said after what is lacking: "проблем нет". */
const LACK = /^(?:нет|нету|нема|ноль|net|netu)$/;

/** The words around a predicate. */
export interface Context {
  /** Every class that covers a place, by place from the start of the span. */
  readonly roles: readonly (readonly string[])[];
  readonly picked: readonly Cue[];
  readonly isName: (at: number) => boolean;
  readonly span: Span;
  readonly words: readonly string[];
  readonly fillers: Fillers;
}

/** "Не работает", "не могу в вотсапе отправить", "отправить не могу". */
export function isDenied(cue: Cue, context: Context): boolean {
  return isDisclaimed(cue, context) || isDeniedBefore(cue, context) || isDeniedAfter(cue, context);
}

function isDeniedBefore({ start }: Cue, context: Context): boolean {
  const first = Math.max(context.span.start, start - REACH);
  let straight = true;
  if (isBeyond(start, first, context)) return true;
  for (let at = start - 1; at >= first; at--) {
    if (hasRole(context, at, 'cease')) return true;
    // Over a name only "не могу" and "not even" reach, a mere "не" does not.
    if (hasRole(context, at, 'not')) return straight || reachesOver(at, context);
    if (hasRole(context, at, 'modal') || context.fillers.is(at, 'between')) continue;
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

function reachesOver(at: number, context: Context): boolean {
  return hasRole(context, at + 1, 'modal') || context.words[at + 1] === 'even';
}

function isPassed(at: number, context: Context): boolean {
  const isNamed = context.isName(at) || isTopicAt(at, context);
  return isNamed || PASSED.some((role) => hasRole(context, at, role));
}

function isDeniedAfter({ end }: Cue, context: Context): boolean {
  for (let at = end; at < Math.min(context.span.end, end + AFTER); at++) {
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

/** "Не могу сказать, что лежит". */
function isDisclaimed({ start }: Cue, { roles, span }: Context): boolean {
  return roles.slice(0, start - span.start).some((names) => names.includes('disclaim'));
}

/** "Не тормозит", "без лагов", "проблем нет", "перестал тупить". */
export function isFaultDenied(cue: Cue, context: Context): boolean {
  const { start, end } = cue;
  if (isDisclaimed(cue, context)) return true;
  const isDenial = (at: number) =>
    at >= context.span.start &&
    at < context.span.end &&
    ['not', 'no', 'less', 'cease'].some((role) => hasRole(context, at, role));
  for (let at = end; at < Math.min(context.span.end, end + REACH); at++) {
    if (LACK.test(context.words[at] ?? '')) return true;
    if (!context.isName(at) && !hasRole(context, at, 'with') && !context.fillers.is(at, 'small')) break;
  }
  for (let at = start - 1; at >= Math.max(context.span.start, start - 3); at--) {
    if (isDenial(at)) return true;
    if (!context.fillers.is(at, 'between') && !hasRole(context, at, 'modal')) return false;
  }
  return false;
}

export function isTopicAt(at: number, { picked }: Context): boolean {
  return picked.some((cue) => cue.family === 'object' && cue.start <= at && at < cue.end);
}

export function hasRole({ roles, span }: Context, at: number, role: string): boolean {
  return roles[at - span.start]?.includes(role) ?? false;
}
