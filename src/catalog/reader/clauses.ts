import { type Subjects, withContrasts } from './contrasts.ts';
import type { Cue } from './cues/cue-book.ts';
import { type Predicate, readPredicates, type Said } from './predicates.ts';
import { isWithin, type Span } from './spans.ts';
import type { Placed } from './words/parts.ts';
import type { Line } from './words/written-words.ts';

/** What a stretch of a line says of one thing. */
export interface Clause extends Span {
  readonly said: Said;
  readonly status: 'down' | 'ok' | null;
  readonly vpn: 'on' | 'off' | null;
  /** "Only with a VPN", "needs a VPN". */
  readonly onlyVpn: boolean;
  /** "Even with a VPN". */
  readonly evenVpn: boolean;
  readonly recovered: boolean;
  /** "All but": what it names is what fails. */
  readonly except: Span | null;
  /** It opens with "но", "а", "but". */
  readonly contrasts: boolean;
}

/** What was. */
const PAST = new Set(['before', 'yesterday', 'morning', 'afternoon', 'evening', 'night']);
const VPN_STATES = new Set(['vpn-on', 'vpn-off']);

/**
 * @param cues of the whole line
 * @param isName whether a place is part of a name
 */
export function clausesOf(
  line: Line,
  parts: readonly Placed[],
  cues: readonly Cue[],
  isName: (at: number) => boolean,
  subjects: Subjects,
): Clause[] {
  const vpnNamed = cues.some((cue) => cue.name === 'vpn');
  // "Без него", "напрямую" are words for a VPN that was named before.
  const heard = vpnNamed ? cues : cues.filter((cue) => !cue.name.startsWith('vpn-'));
  const clauses = parts.flatMap((part) => {
    const inside = within(heard, part);
    const spans = cut(part, inside, isName, line);
    return spans.map((span) =>
      readClause(span, spans.length === 1 ? inside : within(inside, span), isName, part, line),
    );
  });
  const settled = withContrasts(clauses, subjects);
  return settled.map((clause, at) => withStateBefore(clause, settled[at - 1]));
}

/** "With one, it works": a state that stands alone is that of what follows. */
function withStateBefore(clause: Clause, before: Clause | undefined): Clause {
  const isAlone = before?.vpn && before.status === null && !before.onlyVpn && !before.evenVpn;
  const isOpen = clause.vpn === null && clause.status !== null && !clause.contrasts;
  return isAlone && isOpen ? { ...clause, vpn: before.vpn } : clause;
}

/**
 * "Без впн нет с впн ок" says two things without a comma. Whoever begins with how it works ends there too:
 * "работает с впн не работает без впн".
 */
function cut(part: Placed, cues: readonly Cue[], isName: (at: number) => boolean, line: Line): Span[] {
  const whole = { start: part.start, end: part.end };
  if (cues.some((cue) => cue.name === 'vpn-either')) return [whole];
  const named = cues.filter((cue) => VPN_STATES.has(cue.name));
  const states = named.length < 2 ? [] : longest(named);
  const [first, second] = states;
  if (!first || !second || first.name === second.name) return cutAtNow(whole, cues, isName, line);
  const opening = { start: part.start, end: first.start };
  const statusFirst = readPredicates(within(cues, opening), opening, isName, line).predicates.length > 0;
  const at = statusFirst ? first.end : second.start;
  return [
    { start: part.start, end: at },
    { start: at, end: part.end },
  ].filter(({ start, end }) => start < end);
}

/** "Утром работало сейчас нет." */
function cutAtNow(whole: Span, cues: readonly Cue[], isName: (at: number) => boolean, line: Line): Span[] {
  const now = cues.find((cue) => cue.name === 'now' && cue.start > whole.start)?.start ?? whole.start;
  const [before, after] = [
    { start: whole.start, end: now },
    { start: now, end: whole.end },
  ];
  const isPast = cues.some((cue) => PAST.has(cue.name) && isWithin(cue, before));
  const isSaid = (span: Span) => readPredicates(within(cues, span), span, isName, line).predicates.length > 0;
  return isPast && isSaid(before) && isSaid(after) ? [before, after] : [whole];
}

function longest(cues: readonly Cue[]): Cue[] {
  const taken = new Set<number>();
  return cues
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .filter(({ start, end }) => {
      for (let at = start; at < end; at++) if (taken.has(at)) return false;
      for (let at = start; at < end; at++) taken.add(at);
      return true;
    })
    .sort((a, b) => a.start - b.start);
}

function readClause(
  span: Span,
  cues: readonly Cue[],
  isName: (at: number) => boolean,
  part: Placed,
  line: Line,
): Clause {
  const has = (name: string) => cues.some((cue) => cue.name === name);
  const isDenied = (at: number) => /^(?:no|not|не|без|dont|doesnt)$/.test(line.words[at] ?? '');
  const onlyVpn = !has('vpn-even') && cues.some((cue) => cue.name === 'vpn-only' && !isDenied(cue.start - 1));
  const evenVpn = has('vpn-even');
  // "Включён", "не помогает" belong to the VPN and say nothing of the service.
  const aboutVpn = cues.filter((cue) => cue.name.startsWith('vpn-'));
  const isOfVpn = (cue: Cue) => cue.name !== 'vpn' && aboutVpn.some((vpn) => isWithin(cue, vpn));
  const bare =
    aboutVpn.length === 0 ? cues : [...cues.filter((cue) => !isOfVpn(cue)), ...aboutVpn.map(asVpn)];
  const said = readPredicates(bare, span, isName, line);
  const status = statusOf(said.predicates);
  const exception = cues.find((cue) => cue.name === 'except');
  return {
    ...span,
    said,
    status,
    vpn: has('vpn-off') ? 'off' : has('vpn-on') || (has('vpn') && status === 'ok') ? 'on' : null,
    onlyVpn,
    evenVpn,
    recovered: status === 'ok' && said.predicates.some((predicate) => predicate.recovered),
    except: exception ? { start: exception.end, end: span.end } : null,
    contrasts: part.contrasts && span.start === part.start,
  };
}

/** All the words of a state are the VPN's: "not even with a vpn does it connect". */
function asVpn({ start, end }: Cue): Cue {
  return { name: 'vpn', family: 'vpn', symptom: null, start, end };
}

function statusOf(predicates: readonly Predicate[]): Clause['status'] {
  const firm = predicates.filter((predicate) => predicate.firm);
  const heard = firm.length > 0 ? firm : predicates;
  if (heard.some(({ status }) => status === 'down')) return 'down';
  return heard.length > 0 ? 'ok' : null;
}

function within(cues: readonly Cue[], span: Span): Cue[] {
  return cues.filter((cue) => isWithin(cue, span));
}
