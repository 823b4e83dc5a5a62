import type { Catalog } from '../../catalog.ts';
import type { Clause } from '../clauses.ts';
import type { Cue } from '../cues/cue-book.ts';
import type { Kind, Match } from './lexicon.ts';

/** Chooses among the names in a line those that a report is about. */
export interface Chooser {
  service(matches: readonly Match[], clauses: readonly Clause[], cues: readonly Cue[]): Match | undefined;
  /**
   * @param matches those that may name it
   * @param all of the line: a region or a local carrier among them settles which of several towns is meant
   * @returns the match, and which of its rows is meant
   */
  city(
    matches: readonly Match[],
    all: readonly Match[],
    cues: readonly Cue[],
    clauses: readonly Clause[],
  ): ChosenCity | undefined;
}

export interface ChosenCity {
  readonly match: Match;
  readonly id: string;
  /** Other towns bear the name too and nothing said which. */
  readonly ambiguous: boolean;
}

const NETWORKS = new Set(['mobile-internet', 'home-internet']);
/** A town beside what is said of a service goes before one that is only mentioned. */
const SAID_THERE = 0.5;
const STORES = new Set(['app-store', 'google-play', 'rustore']);

export function createChooser(catalog: Catalog): Chooser {
  const cities = new Map(catalog.cities.map((city) => [city.id, city]));
  const populationOf = (id: string): number => cities.get(id)?.population ?? 0;
  const carriers = new Map(catalog.carriers.map((carrier) => [carrier.id, carrier.regions]));
  const regionsOf = (matches: readonly Match[], kind: 'region' | 'carrier') =>
    matches
      .filter((match) => match.kind === kind)
      .flatMap(({ ids }) => (kind === 'region' ? ids : ids.flatMap((id) => carriers.get(id) ?? [])));
  const firstIn = (regions: readonly string[], ids: readonly string[]) =>
    ids.find((id) => regions.includes(cities.get(id)?.regionId ?? ''));

  return {
    service: (matches, clauses, cues) => {
      // A VPN that is only the state in which something was seen is not reported on.
      const services = matches.filter((match) => match.kind === 'service' && rankOf(match, cues) > 0);
      const best = Math.max(...services.map((match) => rankOf(match, cues)));
      const equals = services.filter((match) => rankOf(match, cues) === best);
      // Where one works and another fails, it is about the one that fails.
      const failing = equals.filter((match) => clauseOf(match, clauses)?.status === 'down');
      const others = equals.some((match) => clauseOf(match, clauses)?.status === 'ok');
      return others && failing.length > 0 ? failing[0] : equals[0];
    },
    city: (matches, all, cues, clauses) => {
      const named = matches.filter((match) => match.kind === 'city');
      const certain = named.filter((match) => !match.weak);
      const among = certain.length > 0 ? certain : named;
      const rank = (one: Match) => nearness(one, cues) + (clauseOf(one, clauses)?.status ? SAID_THERE : 0);
      const match = among.toSorted((a, b) => rank(b) - rank(a))[0];
      if (!match) return undefined;
      const ids = match.ids.toSorted((a, b) => populationOf(b) - populationOf(a));
      const inRegion = firstIn(regionsOf(all, 'region'), ids) ?? firstIn(regionsOf(all, 'carrier'), ids);
      const id = inRegion ?? ids[0];
      return id === undefined
        ? undefined
        : { match, id, ambiguous: ids.length > 1 && inRegion === undefined };
    },
  };
}

/** @returns how much a name speaks for being what is reported on; more is likelier */
function rankOf({ ids, weak, start, end }: Match, cues: readonly Cue[]): number {
  const id = ids[0] ?? '';
  if (id === 'vpn') {
    const isState = cues.some((cue) => cue.name.startsWith('vpn-') && cue.start <= start && end <= cue.end);
    return isState ? 0 : 3;
  }
  if (NETWORKS.has(id)) return weak ? 1 : 4;
  if (STORES.has(id)) return 4.4;
  return weak ? 4.5 : 6;
}

function clauseOf(match: Match, clauses: readonly Clause[]): Clause | undefined {
  return clauses.find(({ start, end }) => match.start >= start && match.start < end);
}

/** @returns how near a town is to who writes: "я в Москве" is, "из Москвы" may be, "звоню в Москву" is not */
function nearness({ start }: Match, cues: readonly Cue[]): number {
  const isAfter = (name: string) => cues.some((cue) => cue.name === name && cue.end === start);
  if (isAfter('elsewhere')) return -1;
  if (isAfter('here')) return 2;
  return isAfter('from') ? 1 : 0;
}

/** The first name that is certain, else the first. */
export function firstMatch(kind: Kind, matches: readonly Match[]): Match | undefined {
  const named = matches.filter((match) => match.kind === kind);
  return named.find((match) => !match.weak) ?? named[0];
}
