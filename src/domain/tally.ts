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
}

/**
 * Counts people, not reports: a person has one voice in each cell, the last word there, in merged cells too.
 *
 * @param reports of one window, in time order, each person's in the order they were made
 * @returns the cells in which anybody spoke, by `cellKey`
 */
export function tally(reports: readonly CountedReport[]): Map<string, CellTally> {
  const cells = new Map<string, CellTally>();
  for (const report of voices(reports)) {
    for (const cell of cellsOf(report)) {
      const key = cellKey(cell);
      let counted = cells.get(key);
      if (!counted) {
        counted = { cell, established: new Map(), fresh: new Map() };
        cells.set(key, counted);
      }
      // Newest first: whoever stands there already has said the last word.
      if (counted.established.has(report.person) || counted.fresh.has(report.person)) continue;
      const group = report.established && !report.told ? counted.established : counted.fresh;
      group.set(report.person, report.outcome);
    }
  }
  return cells;
}

/** @returns the reports that count as voices, the newest first and own ones before those told for others. */
export function voices(reports: readonly CountedReport[]): CountedReport[] {
  const spread = new Map<string, { places: Set<string>; carriers: Set<string> }>();
  const within = (set: Set<string>, value: string, most: number): boolean => {
    if (!set.has(value) && set.size >= most) return false;
    set.add(value);
    return true;
  };
  const counts = (report: CountedReport): boolean => {
    const key = `${report.person} ${report.service} ${report.told}`;
    const used = spread.get(key) ?? { places: new Set(), carriers: new Set() };
    spread.set(key, used);
    const most = report.told ? TOLD_PLACES : OWN_CITIES;
    if (!within(used.places, report.city ?? report.region ?? '', most)) return false;
    return report.carrier === null || within(used.carriers, report.carrier, CARRIERS);
  };
  const newestFirst = reports.toReversed();
  const own = newestFirst.filter((report) => !report.told);
  const told = newestFirst.filter((report) => report.told);
  return [...own, ...told].filter(counts);
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
