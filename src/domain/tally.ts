import { type Cell, cellKey } from './cell.ts';
import { type CountedReport, type Outcome, type ServiceFunction, votesOn } from './report.ts';

/** For one service a person's own voice counts in this many cities and carriers, the newest; a told one in one place. */
const OWN_CITIES = 2;
const CARRIERS = 3;
const TOLD_PLACES = 1;

/** What the people of a group say of a cell. */
export interface Votes {
  readonly works: number;
  readonly vpnOnly: number;
  readonly fails: number;
}

/** A cell in a window: each person's last word, established people apart from the others. */
export interface CellTally {
  readonly cell: Cell;
  /** They alone decide. */
  readonly established: Map<number, Outcome>;
  /** Newcomers, and all that was told for somebody else. */
  readonly fresh: Map<number, Outcome>;
  /** What established people said, all of it, the newest first. */
  readonly reports: CountedReport[];
}

/**
 * Counts people, not reports: a person has one voice in each cell, the last word there, in merged cells too.
 *
 * @param reports on one service in one window, in time order, each person's in the order they were made
 * @returns the cells in which anybody spoke, by `cellKey`
 */
export function tally(reports: readonly CountedReport[]): Map<string, CellTally> {
  const cells = new Map<string, CellTally>();
  const cellOf = (cell: Cell): CellTally => {
    const key = cellKey(cell);
    const counted = cells.get(key) ?? { cell, established: new Map(), fresh: new Map(), reports: [] };
    cells.set(key, counted);
    return counted;
  };
  // Many speak from one place on one carrier: its cells are looked up once.
  const known = new Map<string, CellTally[]>();
  for (const report of voices(reports)) {
    const from = `${report.region}/${report.city}/${report.carrier}/${report.symptoms}`;
    let spokenIn = known.get(from);
    if (!spokenIn) {
      spokenIn = cellsOf(report).map(cellOf);
      known.set(from, spokenIn);
    }
    for (const counted of spokenIn) count(counted, report);
  }
  return cells;
}

/** Newest first: whoever stands there already has said the last word. */
function count({ established, fresh, reports }: CellTally, report: CountedReport): void {
  const { person, outcome } = report;
  const decides = report.established && !report.told;
  if (decides) reports.push(report);
  if (established.has(person) || fresh.has(person)) return;
  (decides ? established : fresh).set(person, outcome);
}

/** @returns the reports on one service that count as voices, the newest first and own ones before those told for others. */
export function voices(reports: readonly CountedReport[]): CountedReport[] {
  const newestFirst = reports.toReversed();
  const own = newestFirst.filter(({ told }) => !told);
  const told = newestFirst.filter((report) => report.told);
  return [...own.filter(within(OWN_CITIES)), ...told.filter(within(TOLD_PLACES))];
}

/** @returns whether a report is among its person's newest places and carriers */
function within(mostPlaces: number): (report: CountedReport) => boolean {
  const used = new Map<number, { places: string[]; carriers: string[] }>();
  const take = (taken: string[], value: string, most: number): boolean => {
    if (taken.includes(value)) return true;
    return taken.length < most && taken.push(value) > 0;
  };
  return ({ person, region, city, carrier }) => {
    const spread = used.get(person) ?? { places: [], carriers: [] };
    used.set(person, spread);
    if (!take(spread.places, city ?? region ?? '', mostPlaces)) return false;
    return carrier === null || take(spread.carriers, carrier, CARRIERS);
  };
}

/** @returns every cell that a report is a voice in, from its own place up to the whole country. */
export function cellsOf(report: CountedReport): Cell[] {
  const { service, region, city, carrier } = report;
  const places: { region: string | null; city: string | null }[] = [{ region: null, city: null }];
  if (region !== null) places.push({ region, city: null });
  if (region !== null && city !== null) places.push({ region, city });
  const carriers = carrier === null ? [null] : [null, carrier];
  const functions: readonly (ServiceFunction | null)[] = votesOn(report.symptoms);
  return functions.flatMap((fn) =>
    places.flatMap((place) => carriers.map((one) => ({ service, function: fn, ...place, carrier: one }))),
  );
}

/** @returns how many say what; a VPN that does not help is a failure. */
export function countVotes(outcomes: Iterable<Outcome>): Votes {
  const votes = { works: 0, vpnOnly: 0, fails: 0 };
  for (const outcome of outcomes) {
    if (outcome === 'works') votes.works += 1;
    else if (outcome === 'vpn_only') votes.vpnOnly += 1;
    else votes.fails += 1;
  }
  return votes;
}
