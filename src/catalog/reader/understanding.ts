import type { Catalog } from '../catalog.ts';
import { networkOf, whenOf } from './circumstances.ts';
import type { Clause } from './clauses.ts';
import type { Cue, CueBook } from './cues/cue-book.ts';
import { confidenceIn } from './evidence.ts';
import { createListener, cuesIn, type Heard, type Listener } from './heard.ts';
import type { NameFinder } from './names/name-finder.ts';
import type { Reading } from './reading.ts';
import { isWithin } from './spans.ts';
import type { Symptoms } from './symptoms.ts';
import type { Verdict } from './verdict.ts';

/** A reading, and how sure one can be that it is meant as a report. */
export interface Understood {
  readonly reading: Reading;
  /** Said in words that mean nothing else. */
  readonly firm: boolean;
  /** The service's name is also an ordinary word. */
  readonly weakService: boolean;
  /** What it was made of. */
  readonly heard: Heard;
}

export type Understanding = (...heard: Parameters<Listener>) => Understood;

const UNREAD = 5;
const UNREAD_LENGTH = 40;
/** Cues that explain no word by themselves: they only weigh what a line is. */
const SILENT = new Set(
  'ask ask-first news news-soft advert plan contact if chat never not-service past-day person speech other-thing'.split(
    ' ',
  ),
);

export function createUnderstanding(catalog: Catalog, findNames: NameFinder, book: CueBook): Understanding {
  const listen = createListener(catalog, findNames);
  const regions = new Map(catalog.cities.map((city) => [city.id, city.regionId]));

  const readingOf = (heard: Heard, firm: boolean): Reading => {
    const { cues, clauses, service, region, city, carrier } = heard;
    const serviceId = service?.ids[0] ?? null;
    const failing = clauses.filter((clause) => clause.status === 'down');
    return {
      ...settle(heard.verdict, heard.symptoms),
      service: serviceId,
      city: city?.id ?? null,
      region: city ? (regions.get(city.id) ?? null) : (region?.ids[0] ?? null),
      carrier: carrier?.ids[0] ?? null,
      network: networkOf(cues) ?? networkOf(cuesIn(failing, cues)) ?? impliedNetwork(serviceId),
      told: isTold(heard),
      when: whenOf(cuesIn(clauses, cues)),
      confidence: confidenceIn(heard, firm),
      unread: unreadIn(heard),
    };
  };

  /** "Маме в Самаре" is told for her; "звоню маме в Самару" is not, nor what "я в Москве" tells. */
  const isTold = ({ line, cues, city, clauses, verdict }: Heard): boolean => {
    const isOwn = cues.some((cue) => cue.name === 'here' && cue.end === city?.match.start);
    const isKin = cues.some((cue) => cue.name === 'kin');
    const isSpoken = cues.some((cue) => cue.name === 'speech');
    if ((isKin || isSpoken) && cues.some((cue) => cue.name === 'theirs')) return true;
    const isReached = ({ start }: Cue) => {
      const after = book.is(line.words[start] ?? '', 'kin-dative') ? start + 6 : start;
      return line.words.slice(Math.max(0, start - 3), after).some((word) => book.is(word, 'reach'));
    };
    const isTogether = ({ start }: Cue) => /^(?:с|со|with)$/.test(line.words[start - 1] ?? '');
    // "У соседей работает, а у меня нет."
    const isOthers = (cue: Cue) =>
      clauses.some(
        (clause) =>
          isWithin(cue, clause) &&
          clause.status !== verdict.status &&
          clause.said.predicates.some((predicate) => !isWithin(predicate, cue)),
      );
    return (
      !isOwn &&
      cues.some((cue) => cue.name === 'told' && !isReached(cue) && !isTogether(cue) && !isOthers(cue))
    );
  };

  return (...said) => {
    const heard = listen(...said);
    const firm = heard.symptoms.fault || heard.clauses.some(isFirm);
    return {
      firm,
      weakService: heard.service?.weak ?? false,
      heard,
      reading: readingOf(heard, firm),
    };
  };
}

function isFirm({ said, onlyVpn, evenVpn }: Clause): boolean {
  return onlyVpn || evenVpn || said.predicates.some((predicate) => predicate.firm);
}

function unreadIn({ line, parts, cues, matches }: Heard): string[] {
  const explained = new Uint8Array(line.words.length);
  for (const { start, end } of cues.filter((cue) => !SILENT.has(cue.name))) explained.fill(1, start, end);
  for (const { start, end } of matches) explained.fill(1, start, end);
  const unread: string[] = [];
  for (const { start, end } of parts) {
    for (let at = start; at < end && unread.length < UNREAD; at++) {
      const word = line.words[at] ?? '';
      if (word.length > 1 && explained[at] === 0 && !line.fillers.has(at))
        unread.push((line.written[at] ?? word).slice(0, UNREAD_LENGTH));
    }
  }
  return unread;
}

function impliedNetwork(service: string | null): Reading['network'] {
  if (service === 'mobile-internet') return 'mobile';
  return service === 'home-internet' ? 'fixed' : null;
}

/** A symptom is a fault, whatever else works. */
function settle(heard: Verdict, { ids }: Symptoms): Verdict & Pick<Reading, 'symptoms'> {
  if (ids.length === 0) return { ...heard, symptoms: [] };
  if (heard.status === 'down') return { ...heard, symptoms: ids };
  const outcome = heard.vpn === 'on' ? 'fails_with_vpn' : 'fails';
  return { status: 'down', vpn: heard.vpn, outcome, symptoms: ids };
}
