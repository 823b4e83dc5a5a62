import type { Catalog } from '../catalog.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { Subjects } from './contrasts.ts';
import type { Cue } from './cues/cue-book.ts';
import { type ChosenCity, createChooser, firstMatch } from './names/chosen-names.ts';
import type { Match } from './names/lexicon.ts';
import type { NameFinder } from './names/name-finder.ts';
import { coverOf, isWithin, placesOf, type Span } from './spans.ts';
import { type Symptoms, symptomsIn } from './symptoms.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import type { Placed } from './words/parts.ts';
import type { Line } from './words/written-words.ts';

/** All that was made out in the parts of a line that state something. */
export interface Heard {
  readonly line: Line;
  readonly parts: readonly Placed[];
  readonly cues: readonly Cue[];
  readonly matches: readonly Match[];
  /** Those about the service that is reported on. */
  readonly clauses: readonly Clause[];
  readonly service: Match | undefined;
  readonly region: Match | undefined;
  readonly city: ChosenCity | undefined;
  readonly carrier: Match | undefined;
  readonly symptoms: Symptoms;
  readonly verdict: Verdict;
}

/**
 * @param parts those that state something
 * @param naming those whose names count, among them the others
 * @param cues of the whole line
 */
export type Listener = (
  line: Line,
  parts: readonly Placed[],
  naming: readonly Placed[],
  cues: readonly Cue[],
) => Heard;

/** Of today's parts of the day and of yesterday one speaks when they are over. */
const PAST = new Set(['before', 'yesterday', 'morning', 'afternoon', 'evening', 'night']);
/** A network, a shop or a VPN beside a messenger is a circumstance, not another service. */
const CIRCUMSTANCE = /^(?:vpn|mobile-internet|home-internet|app-store|google-play|rustore)$/;

export function createListener(catalog: Catalog, findNames: NameFinder): Listener {
  const chooser = createChooser(catalog);
  const videoCalls = new Set(
    catalog.services.filter(({ kind }) => kind === 'video-call').map((service) => service.id),
  );
  const isVideoCall = (service: Match | undefined) => videoCalls.has(service?.ids[0] ?? '');

  return (line, parts, naming, allCues) => {
    const said = cuesIn(parts, allCues);
    const matches = parts.length > 0 ? findNames(line, naming, cuesIn(naming, allCues)) : [];
    const places = matches.filter(isCertainPlace);
    const isPlace = coverOf(places);
    // "Долгопрудный" is not long, "Волна мобайл" is no mobile network.
    const cues = places.length === 0 ? said : said.filter((cue) => !placesOf(cue).every(isPlace));
    const all = clausesOf(line, parts, cues, coverOf(matches), subjectsOf(line, matches, said));
    const service = chooser.service(matches, all, cues);
    const isVpn = service?.ids[0] === 'vpn';
    const about = clausesAbout(service, matches, all, cues);
    const clauses = isVpn ? about.map(withoutVpn) : about;
    const inClauses = (some: readonly Clause[]) =>
      matches.filter((match) => some.some((clause) => isWithin(match, clause)));
    const near = inClauses(clauses);
    // "На билайне работает, на мтс нет" tells of МТС.
    const failing = clauses.some((clause) => clause.status === 'ok') ? inClauses(clauses.filter(isDown)) : [];
    const region = firstMatch('region', matches);
    const cityIn = (names: readonly Match[]) => chooser.city(names, matches, said, all);
    return {
      line,
      parts,
      cues,
      matches,
      clauses,
      service,
      region,
      city: cityIn(near) ?? cityIn(matches),
      carrier:
        firstMatch('carrier', failing) ?? firstMatch('carrier', near) ?? firstMatch('carrier', matches),
      symptoms: symptomsIn(clauses, isVideoCall(service)),
      verdict: verdictOf(clauses, !isVpn && cues.some((cue) => cue.name === 'vpn-either')),
    };
  };
}

/** @returns the cues that lie within one of the spans, or begin in one and end in another */
export function cuesIn(spans: readonly Span[], cues: readonly Cue[]): Cue[] {
  const isSaid = coverOf(spans);
  return cues.filter((cue) => isSaid(cue.start) && isSaid(cue.end - 1));
}

function subjectsOf({ fillers }: Line, matches: readonly Match[], cues: readonly Cue[]): Subjects {
  const services = matches.filter((match) => match.kind === 'service');
  const isExplained = coverOf([...matches, ...cues]);
  return {
    isOfService: (span) => services.some((match) => isWithin(match, span)),
    hasUnread: (span) => placesOf(span).some((at) => !isExplained(at) && !fillers.has(at)),
  };
}

function isCertainPlace({ kind, weak }: Match): boolean {
  return kind !== 'service' && !weak;
}

/** @returns the clauses that are not about another service, nor about what is over where the present is told too */
function clausesAbout(
  service: Match | undefined,
  matches: readonly Match[],
  clauses: readonly Clause[],
  cues: readonly Cue[],
): readonly Clause[] {
  const services = matches.filter((match) => match.kind === 'service' && isSameSort(match, service));
  const about = clauses.filter((clause) => {
    const here = services.filter((match) => match.start >= clause.start && match.start < clause.end);
    return here.length === 0 || here.some((match) => match.ids[0] === service?.ids[0]);
  });
  const past = cues.filter((cue) => PAST.has(cue.name));
  const now = cues.filter((cue) => cue.name === 'now');
  const says = (clause: Clause, times: readonly Cue[]) => times.some((cue) => isWithin(cue, clause));
  const isPast = (clause: Clause) => says(clause, past);
  const isNow = about.some((clause) => says(clause, now) && isTelling(clause) && !isPast(clause));
  const since = about.findIndex((clause) => clause.recovered);
  // What was down before it came back is over.
  const isOver = (clause: Clause, at: number) => clause.status === 'down' && (at < since || isPast(clause));
  const current = since < 0 ? about : about.filter((clause, at) => !isOver(clause, at));
  return isNow ? current.filter((clause) => !isPast(clause)) : current;
}

function isTelling({ status, onlyVpn }: Clause): boolean {
  return status !== null || onlyVpn;
}

function isDown({ status }: Clause): boolean {
  return status === 'down';
}

function isSameSort(match: Match, service: Match | undefined): boolean {
  return !CIRCUMSTANCE.test(match.ids[0] ?? '') || match.ids[0] === service?.ids[0];
}

function withoutVpn(clause: Clause): Clause {
  return { ...clause, vpn: null, onlyVpn: false, evenVpn: false };
}
