import type { Outcome } from '../../domain/report.ts';
import type { Clause } from './clauses.ts';

/** Whether a service works, and in which state of a VPN that was seen. */
export interface Verdict {
  readonly status: 'down' | 'ok' | null;
  readonly vpn: 'on' | 'off' | null;
  readonly outcome: Outcome | null;
}

const FAILS_WITH_VPN: Verdict = { status: 'down', vpn: 'on', outcome: 'fails_with_vpn' };
const VPN_ONLY: Verdict = { status: 'down', vpn: 'off', outcome: 'vpn_only' };

/**
 * What the clauses about one service come to together. Where both states of a VPN are told, the failing side is
 * described; where they do not differ, none is.
 */
export function verdictOf(clauses: readonly Clause[], eitherWay: boolean): Verdict {
  const has = (vpn: Clause['vpn'], status: Clause['status']) =>
    clauses.some((clause) => clause.vpn === vpn && clause.status === status);
  const isDown = clauses.some((clause) => clause.status === 'down');
  const isOk = clauses.some((clause) => clause.status === 'ok');

  if (eitherWay) return sameEitherWay(isDown, isOk);
  if (clauses.some((clause) => clause.evenVpn && clause.status !== 'ok') && (isDown || !isOk))
    return FAILS_WITH_VPN;
  if (clauses.some((clause) => clause.onlyVpn)) return VPN_ONLY;
  if (has('on', 'down')) return has('off', 'down') ? sameEitherWay(true, false) : FAILS_WITH_VPN;
  if (has('on', 'ok')) {
    if (has('off', 'down') || has(null, 'down')) return VPN_ONLY;
    return has('off', 'ok') ? sameEitherWay(false, true) : { status: 'ok', vpn: 'on', outcome: 'vpn_only' };
  }
  return withinOneState(clauses, isDown, isOk);
}

function sameEitherWay(isDown: boolean, isOk: boolean): Verdict {
  if (isDown) return { status: 'down', vpn: null, outcome: 'fails_with_vpn' };
  return { status: isOk ? 'ok' : null, vpn: null, outcome: isOk ? 'works' : null };
}

/** "С впн. Не работает": the state stands apart from what was seen in it. */
function withinOneState(clauses: readonly Clause[], isDown: boolean, isOk: boolean): Verdict {
  const inState = clauses.filter((clause) => clause.vpn !== null);
  const vpn = (inState.find((clause) => clause.status !== null) ?? inState[0])?.vpn ?? null;
  const recovered = clauses.some((clause) => clause.recovered);
  if (isDown && !recovered)
    return { status: 'down', vpn, outcome: vpn === 'on' ? 'fails_with_vpn' : 'fails' };
  if (isOk) return { status: 'ok', vpn, outcome: vpn === 'on' ? 'vpn_only' : 'works' };
  return { status: null, vpn, outcome: null };
}
