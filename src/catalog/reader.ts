import type { Network, Outcome } from '../domain/report.ts';
import type { Catalog } from './catalog.ts';
import {
  type Clause,
  clausesOf,
  explains,
  isOtherTalk,
  isTold,
  namesException,
  namesVpn,
  networkOf,
  readClause,
  type When,
  whenOf,
} from './cues.ts';
import { createLexicon, type Kind, type Match } from './lexicon.ts';
import { wordsOf } from './normalise.ts';

export type { When } from './cues.ts';

/** What a line says. What each field means is in `docs/interfaces.md`. */
export interface Reading {
  readonly service: string | null;
  /** ISO 3166-2: the city's, or a region named alone. */
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly network: Network | null;
  readonly symptoms: readonly string[];
  readonly vpn: 'on' | 'off' | null;
  readonly status: 'down' | 'ok' | null;
  readonly outcome: Outcome | null;
  readonly told: boolean;
  readonly when: When | null;
  /** Words that nothing explained, so that one can ask what was meant. At most five, of at most 40 characters. */
  readonly unread: readonly string[];
}

export interface Reader {
  /** @returns what a line of chat reports, or null when it is no report. */
  read(text: string): Reading | null;
  /** @returns what the words after a command name; they need not look like a report. */
  readArguments(text: string): Reading;
}

/** A line that is longer tells a story. */
const LONGEST_LINE = 40;
const UNREAD = 5;
const UNREAD_LENGTH = 40;
/** Symptoms that narrow what "does not load" or "does not send" is about. */
const OBJECTS = new Set(['media', 'voice-calls', 'video-calls', 'login', 'notifications']);
/** Said by a verb alone these give way to the object: "does not load photos" is about photos. */
const VERBS = new Set(['cannot-connect', 'messages']);
const MESSAGE_NOUN = /(?:сообщен|messages?|soobsch)/u;

export function createReader(catalog: Catalog): Reader {
  const lexicon = createLexicon(catalog);
  const cities = new Map(catalog.cities.map((city) => [city.id, city]));

  const readArguments = (text: string): Reading => {
    const words = wordsOf(text);
    const joined = words.join(' ');
    const matches = lexicon.find(words);
    const region = pick('region', matches);
    const city = pickCity(matches, region);
    const heard = verdict(clausesOf(text).map((clause) => readClause(wordsOf(clause).join(' '))));
    const { symptoms, ...said } = settle(heard, symptomsOf(matches, joined), namesException(joined));
    return {
      ...said,
      service: serviceOf(matches, joined),
      city,
      region: city === null ? region : (cities.get(city)?.regionId ?? null),
      carrier: pick('carrier', matches),
      network: networkOf(joined),
      symptoms,
      told: isTold(joined),
      when: whenOf(joined),
      unread: unreadOf(words, matches),
    };
  };

  /** A region word picks among towns of one name; else the most populous is meant. */
  const pickCity = (matches: readonly Match[], region: string | null): string | null => {
    const named = matches.filter((match) => match.kind === 'city');
    const strong = named.filter((match) => !match.weak);
    const first = (strong.length > 0 ? strong : named)[0];
    if (!first) return null;
    const ids = first.ids.toSorted(
      (a, b) => (cities.get(b)?.population ?? 0) - (cities.get(a)?.population ?? 0),
    );
    return ids.find((id) => cities.get(id)?.regionId === region) ?? ids[0] ?? null;
  };

  return {
    readArguments,
    read: (text) => {
      const words = wordsOf(text);
      const joined = words.join(' ');
      if (words.length === 0 || words.length > LONGEST_LINE || isOtherTalk(text, joined)) return null;
      const reading = readArguments(text);
      if (reading.service === null) return null;
      const placed = (reading.city ?? reading.region ?? reading.carrier) !== null;
      // "Сигнал" and "макс" are ordinary words: alone they name no service.
      if (!placed && isWeakService(reading.service, lexicon.find(words))) return null;
      const says = reading.status !== null || reading.outcome !== null;
      // "whatsapp kazan mts" is a report whose outcome is still to be asked for; a sentence that names them is none.
      const named =
        (reading.city ?? reading.region ?? reading.carrier) !== null && reading.unread.length === 0;
      return says || named ? reading : null;
    },
  };
}

function pick(kind: Kind, matches: readonly Match[]): string | null {
  const named = matches.filter((match) => match.kind === kind);
  const strong = named.filter((match) => !match.weak).sort((a, b) => a.start - b.start);
  const weak = named.filter((match) => match.weak && !isCovered(match, matches));
  return (strong[0] ?? weak[0])?.ids[0] ?? null;
}

function isWeakService(id: string, matches: readonly Match[]): boolean {
  return matches.every((match) => match.kind !== 'service' || match.weak || !match.ids.includes(id));
}

/** Words that name something for certain are not something else by a weak name. */
function isCovered(weak: Match, matches: readonly Match[]): boolean {
  return matches.some((match) => !match.weak && match.start < weak.end && weak.start < match.end);
}

/** A VPN is what is reported on only when nothing else is: else it is how something else was tried. */
function serviceOf(matches: readonly Match[], words: string): string | null {
  const others = matches.filter((match) => match.kind !== 'service' || !match.ids.includes('vpn'));
  return pick('service', others) ?? (namesVpn(words) ? pick('service', matches) : null);
}

function symptomsOf(matches: readonly Match[], words: string): string[] {
  const ids = [
    ...new Set(matches.flatMap((match) => (match.kind === 'symptom' ? match.ids.slice(0, 1) : []))),
  ];
  const narrowed = ids.some((id) => OBJECTS.has(id));
  return ids.filter((id) => !(narrowed && VERBS.has(id) && !(id === 'messages' && MESSAGE_NOUN.test(words))));
}

type Verdict = Pick<Reading, 'status' | 'vpn' | 'outcome'>;

/** A named symptom is a fault, unless all is said to work; "all but calls works" names the fault after all. */
function settle(
  heard: Verdict,
  named: readonly string[],
  exception: boolean,
): Verdict & Pick<Reading, 'symptoms'> {
  const fault = named.length > 0 && (heard.status === null || exception);
  if (heard.status === 'ok' && !fault) return { ...heard, symptoms: [] };
  if (!fault || heard.outcome === 'vpn_only') return { ...heard, symptoms: named };
  return {
    ...heard,
    status: 'down',
    outcome: heard.vpn === 'on' ? 'fails_with_vpn' : 'fails',
    symptoms: named,
  };
}

const FAILS_WITH_VPN: Verdict = { status: 'down', vpn: 'on', outcome: 'fails_with_vpn' };
const VPN_ONLY: Verdict = { status: 'down', vpn: 'off', outcome: 'vpn_only' };

/** What the clauses come to together; where both states of a VPN are told, the failing side is described. */
function verdict(clauses: readonly Clause[]): Verdict {
  const has = (vpn: Clause['vpn'], status: Clause['status']) =>
    clauses.some((clause) => clause.vpn === vpn && clause.status === status);
  const fine = clauses.every((clause) => clause.status === 'ok');
  if (clauses.some((clause) => clause.evenVpn) && !fine) return FAILS_WITH_VPN;
  if (clauses.some((clause) => clause.onlyVpn)) return VPN_ONLY;
  if (has('on', 'down')) return has('off', 'down') ? { ...FAILS_WITH_VPN, vpn: null } : FAILS_WITH_VPN;
  if (has('on', 'ok')) return worksWithVpn(has('off', 'ok'), has('off', 'down') || has(null, 'down'));
  return withoutVpn(clauses);
}

function worksWithVpn(alsoWithout: boolean, notWithout: boolean): Verdict {
  if (notWithout) return VPN_ONLY;
  return alsoWithout
    ? { status: 'ok', vpn: null, outcome: 'works' }
    : { status: 'ok', vpn: 'on', outcome: 'vpn_only' };
}

function withoutVpn(clauses: readonly Clause[]): Verdict {
  const vpn = clauses.find((clause) => clause.vpn !== null)?.vpn ?? null;
  if (clauses.some((clause) => clause.status === 'down')) {
    return { status: 'down', vpn, outcome: vpn === 'on' ? 'fails_with_vpn' : 'fails' };
  }
  const ok = clauses.some((clause) => clause.status === 'ok');
  return { status: ok ? 'ok' : null, vpn, outcome: ok ? 'works' : null };
}

function unreadOf(words: readonly string[], matches: readonly Match[]): string[] {
  const covered = new Set(
    matches.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
  return words
    .filter((word, index) => !covered.has(index) && word.length > 1 && !explains(word))
    .slice(0, UNREAD)
    .map((word) => word.slice(0, UNREAD_LENGTH));
}
