import type { Clause } from './clauses.ts';
import type { Span } from './spans.ts';

/** What a clause speaks of besides what it says of it. */
export interface Subjects {
  /** Whether it names a service. */
  isOfService(span: Span): boolean;
  /** Whether it has words that nothing explains. */
  hasUnread(span: Span): boolean;
}

/**
 * "Тексты идут, а картинки серыми квадратами", "без впн кирпич, с впн ласточка": what is set against a statement
 * says the opposite, in whatever words.
 */
export function withContrasts(clauses: readonly Clause[], subjects: Subjects): Clause[] {
  return clauses.map((clause, at) => {
    const [before, after] = [clauses[at - 1], clauses[at + 1]];
    if (!isOpen(clause) || (isStateOf(clause, after) && !subjects.hasUnread(clause))) return clause;
    const status =
      oppositeVpn(clause, before, subjects) ??
      oppositeVpn(clause, after, subjects) ??
      oppositeOf(clause, clause.contrasts ? before : after?.contrasts ? after : undefined, subjects);
    return status === null ? clause : saying(clause, status);
  });
}

function isOpen({ status, onlyVpn, evenVpn, except }: Clause): boolean {
  return status === null && !onlyVpn && !evenVpn && except === null;
}

/** "С впн, работает": a state that stands alone is that of what follows. */
function isStateOf({ vpn }: Clause, after: Clause | undefined): boolean {
  return vpn !== null && after !== undefined && after.status !== null && after.vpn === null;
}

/** Nobody sets two states of a VPN against each other to say that it fails with one and works without. */
function oppositeVpn(clause: Clause, other: Clause | undefined, subjects: Subjects): Clause['status'] {
  if (!other?.vpn || !clause.vpn || other.vpn === clause.vpn || other.evenVpn || other.onlyVpn) return null;
  const said = clause.vpn === 'on' ? 'ok' : 'down';
  if (other.status === null && !(subjects.hasUnread(clause) && subjects.hasUnread(other))) return null;
  return other.status === said ? null : said;
}

function oppositeOf(clause: Clause, other: Clause | undefined, subjects: Subjects): Clause['status'] {
  const speaks =
    clause.said.topics.length > 0 || (subjects.isOfService(clause) && subjects.hasUnread(clause));
  if (!other?.status || !speaks) return null;
  return other.status === 'ok' ? 'down' : 'ok';
}

function saying(clause: Clause, status: 'down' | 'ok'): Clause {
  const place = { start: clause.start, end: clause.start };
  const plain = { symptom: null, about: null, narrows: true, firm: false, recovered: false };
  return { ...clause, status, said: { ...clause.said, predicates: [{ status, ...plain, ...place }] } };
}
