import type { Cue } from './cues/cue-book.ts';
import { cuesIn, type Heard } from './heard.ts';
import type { Match } from './names/lexicon.ts';
import type { Confidence, Field } from './reading.ts';
import { placesOf } from './spans.ts';
import { isTypo } from './words/spelled-words.ts';

/** @returns how sure each field is: names by how they were written, the rest by the words that told it */
export function confidenceIn(heard: Heard, firm: boolean): Confidence {
  const { service, region, city, carrier, symptoms, verdict } = heard;
  const ofName = (match: Match | undefined) => (match ? sureness(match, heard) : null);
  const ofCity = city?.ambiguous ? 'likely' : ofName(city?.match);
  const told = firm ? 'certain' : 'likely';
  const faulty = symptoms.ids.length > 0;
  return {
    service: ofName(service),
    city: ofCity,
    region: city ? ofCity : ofName(region),
    carrier: ofName(carrier),
    status: verdict.status || faulty ? told : null,
    vpn: verdict.vpn && told,
    symptoms: faulty ? (symptoms.fault ? 'certain' : 'likely') : null,
  };
}

/** @returns the words that gave each field, by number, in their order */
export function evidenceIn(heard: Heard): Record<Field, readonly number[]> {
  const { service, region, city, carrier, symptoms, clauses, cues } = heard;
  const about = cuesIn(clauses, cues);
  const ofName = (match: Match | undefined) => (match ? placesOf(match) : []);
  return {
    service: ofName(service),
    city: ofName(city?.match),
    region: ofName(region ?? city?.match),
    carrier: ofName(carrier),
    symptoms: symptoms.places.flatMap(placesOf),
    status: clauses.flatMap(({ said }) => said.predicates.flatMap(placesOf)),
    vpn: placesOfCues(about, /^vpn/),
    network: placesOfCues(cues, /^(?:fixed|mobile)$/),
    told: placesOfCues(cues, /^told$/),
    when: placesOfCues(about, /^(?:yesterday|morning|afternoon|evening|night)$/),
  };
}

function placesOfCues(cues: readonly Cue[], name: RegExp): number[] {
  return cues.filter((cue) => name.test(cue.name)).flatMap(placesOf);
}

function sureness({ weak, start, end }: Match, { line }: Heard): 'certain' | 'likely' {
  return weak || line.sureness.slice(start, end).some(isTypo) ? 'likely' : 'certain';
}
