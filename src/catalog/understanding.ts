import type { Catalog } from './catalog.ts';
import { createChooser, firstMatch } from './chosen-names.ts';
import { networkOf, whenOf } from './circumstances.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { Cue, CueBook } from './cue-book.ts';
import type { Lexicon, Match } from './lexicon.ts';
import type { Placed } from './parts.ts';
import type { Confidence, Field, Reading } from './reading.ts';
import type { Sureness } from './spelled-words.ts';
import { type Symptoms, symptomsIn } from './symptoms.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { placesOf, withoutOrdinaryWords } from './weak-names.ts';
import type { Line } from './written-words.ts';

/** A reading, and how sure one can be that it is meant as a report. */
export interface Understood {
  readonly reading: Reading;
  /** Said in words that mean nothing else. */
  readonly firm: boolean;
  /** The service's name is also an ordinary word. */
  readonly weakService: boolean;
  /** The words that gave each field, by number. */
  readonly evidence: Readonly<Record<Field, readonly number[]>>;
}

export type Understanding = (line: Line, parts: readonly Placed[], cues: readonly Cue[]) => Understood;

const UNREAD = 5;
const UNREAD_LENGTH = 40;
/** Cues that explain no word by themselves: they only weigh what a line is. */
const SILENT = /^(?:ask|news|advert|plan|contact|if|chat|not-service|past-day)/;

export function createUnderstanding(
  catalog: Catalog,
  lexicon: Lexicon,
  book: CueBook,
  ordinary: ReadonlySet<string>,
): Understanding {
  const isOrdinary = (word: string) => ordinary.has(word) || book.knows(word);
  const chooser = createChooser(catalog, book);
  const cities = new Map(catalog.cities.map((city) => [city.id, city]));

  return (line, parts, allCues) => {
    const { words } = line;
    const isSaid = isWithin(parts);
    const said = allCues.filter((cue) => isSaid(cue.start) && isSaid(cue.end - 1));
    const matches = namesIn(line, parts, said);
    const named = new Set(matches.flatMap(placesOf));
    const places = new Set(matches.filter(isCertainPlace).flatMap(placesOf));
    // "Долгопрудный" is not long, "Волна мобайл" is no mobile network.
    const cues = said.filter((cue) => !placesOf(cue).every((at) => places.has(at)));
    const everything = clausesOf(words, parts, cues, (at) => named.has(at));
    const service = chooser.service(matches, everything, cues);
    const isVpn = service?.ids[0] === 'vpn';
    const about = clausesAbout(service, matches, everything, cues);
    const clauses = isVpn ? about.map(withoutVpn) : about;
    const symptoms = symptomsIn(clauses);
    const heard = verdictOf(clauses, !isVpn && cues.some((cue) => cue.name === 'vpn-either'));
    const region = firstMatch('region', matches);
    const inClauses = (match: Match) =>
      clauses.some(({ start, end }) => match.start >= start && match.end <= end);
    const near = matches.filter(inClauses);
    const regionId = region?.ids[0] ?? null;
    const city = chooser.city(near, regionId, words) ?? chooser.city(matches, regionId, words);
    const carrier = firstMatch('carrier', near) ?? firstMatch('carrier', matches);
    const aboutCues = cuesIn(clauses, cues);
    const failing = clauses.filter((clause) => clause.status === 'down');
    const settled = settle(heard, symptoms);
    const firm = symptoms.fault || clauses.some(isFirm);
    const explained = new Set(cues.filter((cue) => !SILENT.test(cue.name)).flatMap(placesOf));
    const unread = line.words.flatMap((word, at) =>
      isSaid(at) && !named.has(at) && !explained.has(at) && word.length > 1 ? [line.written[at] ?? word] : [],
    );
    const doubt = doubtIn(line);
    const confidence: Confidence = {
      service: service ? doubt(service) : null,
      city: city ? (city.ambiguous ? 'likely' : doubt(city.match)) : null,
      region: region || city ? (city ? doubt(city.match) : 'certain') : null,
      carrier: carrier ? doubt(carrier) : null,
      status: settled.status && (firm ? 'certain' : 'likely'),
      vpn: settled.vpn && (firm ? 'certain' : 'likely'),
      symptoms: settled.symptoms.length > 0 ? (symptoms.fault ? 'certain' : 'likely') : null,
    };
    const serviceId = service?.ids[0] ?? null;
    const cityId = city?.id ?? null;
    return {
      firm,
      weakService: service?.weak ?? false,
      evidence: {
        service: service ? placesOf(service) : [],
        city: city ? placesOf(city.match) : [],
        region: region ? placesOf(region) : city ? placesOf(city.match) : [],
        carrier: carrier ? placesOf(carrier) : [],
        symptoms: symptoms.places.flatMap(placesOf),
        status: clauses.flatMap(({ said }) => said.predicates.flatMap(placesOf)),
        vpn: placesOfCues(aboutCues, /^vpn/),
        network: placesOfCues(cues, /^(?:fixed|mobile)$/),
        told: placesOfCues(cues, /^told$/),
        when: placesOfCues(aboutCues, /^(?:yesterday|morning|afternoon|evening|night)$/),
      },
      reading: {
        ...settled,
        service: serviceId,
        city: cityId,
        region: cityId === null ? regionId : (cities.get(cityId)?.regionId ?? null),
        carrier: carrier?.ids[0] ?? null,
        network: networkOf(cues) ?? networkOf(cuesIn(failing, cues)) ?? impliedNetwork(serviceId),
        told: cues.some((cue) => cue.name === 'told' && !book.is(words[cue.start] ?? '', 'kin-dative')),
        when: whenOf(aboutCues),
        confidence,
        unread: unread.slice(0, UNREAD).map((word) => word.slice(0, UNREAD_LENGTH)),
      },
    };
  };

  function namesIn(line: Line, parts: readonly Placed[], cues: readonly Cue[]): Match[] {
    const isSaid = isWithin(parts);
    const linking = new Set(cues.filter((cue) => LINKS.test(cue.name)).flatMap(placesOf));
    const multi = new Set(
      cues
        .filter((cue) => cue.end - cue.start > 1 && /^(?:fails|ok|object)/.test(cue.name))
        .flatMap(placesOf),
    );
    const found = lexicon
      .find(line.words)
      .filter((match) => isSaid(match.start) && isSaid(match.end - 1))
      .filter((match) => !(match.end - match.start === 1 && match.weak && multi.has(match.start)))
      .filter((match) => !isAddress(line, match) && !isOtherThing(line, match));
    return withoutOrdinaryWords(found, {
      parts,
      words: line.words,
      links: (at) => linking.has(at),
      isGuessed: (at) => line.sureness[at] === 'guessed',
      isOrdinary: ({ declined, start, end }) =>
        declined && end - start === 1 && isOrdinary(line.words[start] ?? ''),
      isReportLike:
        found.some((match) => !match.weak && match.kind !== 'service') &&
        cues.some((cue) => PLAIN.test(cue.name)),
    });
  }

  /** "На улице Ленинградской" names no town; nor does a village whose name is only like one. */
  function isAddress({ words, sureness }: Line, { kind, start, end }: Match): boolean {
    const before = words[start - 1] ?? '';
    if (kind !== 'city' && kind !== 'region') return false;
    if (book.is(before, 'street')) return true;
    const isMended = sureness.slice(start, end).some(isTypo);
    return isMended && book.is(before, 'village');
  }

  /** "Max speed". */
  function isOtherThing({ words }: Line, { weak, kind, end }: Match): boolean {
    return kind === 'service' && weak && book.is(words[end] ?? '', 'not-service');
  }
}

/** How things work, in plain words. */
const PLAIN = /^(?:works|fails|ok$|recovered)/;
const LINKS =
  /^(?:linking|works|ok|fails|recovered|no|not|vpn|with|fixed|mobile|yesterday|now|morning|evening|night|object|except|cease|all|modal)/;

function isWithin(parts: readonly Placed[]): (at: number) => boolean {
  return (at) => parts.some(({ start, end }) => at >= start && at < end);
}

function isCertainPlace({ kind, weak }: Match): boolean {
  return kind !== 'service' && !weak;
}

function cuesIn(clauses: readonly Clause[], cues: readonly Cue[]): Cue[] {
  return cues.filter((cue) => clauses.some(({ start, end }) => cue.start >= start && cue.end <= end));
}

function isFirm({ said, onlyVpn, evenVpn }: Clause): boolean {
  return onlyVpn || evenVpn || said.predicates.some((predicate) => predicate.firm);
}

function placesOfCues(cues: readonly Cue[], name: RegExp): number[] {
  return [...new Set(cues.filter((cue) => name.test(cue.name)).flatMap(placesOf))].sort((a, b) => a - b);
}

function doubtIn({ sureness }: Line): (match: Match) => 'certain' | 'likely' {
  return ({ weak, start, end }) => (weak || sureness.slice(start, end).some(isTypo) ? 'likely' : 'certain');
}

function isTypo(sureness: Sureness): boolean {
  return sureness === 'mended' || sureness === 'guessed';
}

function impliedNetwork(service: string | null): Reading['network'] {
  if (service === 'mobile-internet') return 'mobile';
  return service === 'home-internet' ? 'fixed' : null;
}

/** @returns the clauses that are not about another service, nor about yesterday where today is told too. */
function clausesAbout(
  service: Match | undefined,
  matches: readonly Match[],
  clauses: readonly Clause[],
  cues: readonly Cue[],
): Clause[] {
  const services = matches.filter((match) => match.kind === 'service' && isSameSort(match, service));
  const about = clauses.filter(({ start, end }) => {
    const here = services.filter((match) => match.start >= start && match.start < end);
    return here.length === 0 || here.some((match) => match.ids[0] === service?.ids[0]);
  });
  const says = (clause: Clause, name: string) =>
    cues.some((cue) => cue.name === name && cue.start >= clause.start && cue.end <= clause.end);
  const isNow = about.some((clause) => says(clause, 'now') && clause.status !== null);
  return isNow ? about.filter((clause) => !says(clause, 'yesterday')) : about;
}

/** A network, a shop or a VPN beside a messenger is a circumstance, not another service. */
function isSameSort(match: Match, service: Match | undefined): boolean {
  const isThing = (id: string | undefined) =>
    !/^(?:vpn|mobile-internet|home-internet|app-store|google-play|rustore)$/.test(id ?? '');
  return isThing(match.ids[0]) || match.ids[0] === service?.ids[0];
}

function withoutVpn(clause: Clause): Clause {
  return { ...clause, vpn: null, onlyVpn: false, evenVpn: false };
}

/** A symptom is a fault, whatever else works. */
function settle(heard: Verdict, { ids }: Symptoms): Verdict & Pick<Reading, 'symptoms'> {
  if (ids.length === 0) return { ...heard, symptoms: [] };
  if (heard.status === 'down') return { ...heard, symptoms: ids };
  const outcome = heard.vpn === 'on' ? 'fails_with_vpn' : 'fails';
  return { status: 'down', vpn: heard.vpn, outcome, symptoms: ids };
}
