import { type Candidate, depthOf, selectListed } from './anonymity.ts';
import { cellKey, parentsOf } from './cell.ts';
import { daySpan, daysBetween, localTime } from './day.ts';
import { withFunctions } from './functions.ts';
import { type CellMemory, METHOD } from './judge.ts';
import { COLD_START_FACTOR, isTroubled, type Judged, type JudgeOptions, judgeCells } from './judge-cells.ts';
import type { CountedReport } from './report.ts';
import type { DayResult, PublishedCell, State } from './result.ts';
import { peopleBand, roundShare } from './share.ts';
import { countVotes, tally } from './tally.ts';

/** For so long nobody can be established on a new instance. */
const COLD_START_DAYS = 14;
/** Hours out of reach after which too few answers are the bot's own fault. Never a question of who answered. */
const DEAF_HOURS = 12;

/** What a zone carries from one day to the next; plain JSON. */
export interface DayMemory {
  /** The first day with a report. */
  readonly firstDay: string | null;
  /** By `cellKey`. */
  readonly cells: Readonly<Record<string, CellMemory>>;
}

export const NO_MEMORY: DayMemory = { firstDay: null, cells: {} };

export interface DayOptions {
  readonly day: string;
  readonly zone: string;
  readonly k: number;
  /** Services whose country cell is listed even if nobody spoke. */
  readonly services: readonly string[];
  readonly restrictions: readonly { readonly service: string; readonly since: string }[];
  /** Local times in which the bot could not listen, and how many hours that is. */
  readonly gaps: DayResult['gaps'];
  readonly deafHours: number;
}

/**
 * The results of a local day, for all cells at once. Everything that is published selects from them.
 *
 * @param services the day's reports, a list for each service, in time order
 * @param before what the zone remembers of the days before
 */
export function settleDay(
  services: Iterable<readonly CountedReport[]>,
  before: DayMemory,
  options: DayOptions,
): { result: DayResult; memory: DayMemory } {
  const { day, zone, k, gaps } = options;
  const coldStart = before.firstDay === null || daysBetween(before.firstDay, day) < COLD_START_DAYS;
  const judging = { ...options, coldStart, span: daySpan(day, zone) };
  const cells: PublishedCell[] = [];
  const memories: Record<string, CellMemory> = { ...before.cells };
  const crowd: Crowd = { everybody: new Set(), established: new Set() };
  for (const reports of services) {
    for (const report of reports) join(crowd, report);
    for (const judged of judgeService(reports, before.cells, judging)) {
      cells.push(...listed(judged, options));
      for (const [key, { judgement }] of judged) memories[key] = judgement.memory;
    }
  }
  const people = coldStart
    ? peopleBand(crowd.everybody.size, COLD_START_FACTOR * k)
    : peopleBand(crowd.established.size, k);
  // Not the first report: it would be told by when the cold start ends.
  const firstDay = before.firstDay ?? (crowd.everybody.size > k ? day : null);
  return {
    result: { day, zone, method: METHOD, k, people, gaps, coldStart, cells: withCountry(cells, options) },
    memory: { firstDay, cells: memories },
  };
}

/** All who spoke on a day, of whatever service. */
interface Crowd {
  readonly everybody: Set<number>;
  readonly established: Set<number>;
}

function join({ everybody, established }: Crowd, report: CountedReport): void {
  everybody.add(report.person);
  if (report.established && !report.told) established.add(report.person);
}

/** @returns the cells of the service as a whole, and of each function */
function judgeService(
  reports: readonly CountedReport[],
  memories: DayMemory['cells'],
  options: JudgeOptions,
): ReadonlyMap<string, Judged>[] {
  const cells = withFunctions(tally(reports), memories, options.k);
  const groups = Map.groupBy(cells, ({ cell }) => cell.function);
  return [...groups.values()].map((group) => judgeCells(group, memories, options));
}

function listed(judged: ReadonlyMap<string, Judged>, options: DayOptions): PublishedCell[] {
  const cells = selectListed(candidates(judged), options.k);
  return cells.map((cell) => publish(judged.get(cellKey(cell)) as Judged, options));
}

function candidates(judged: ReadonlyMap<string, Judged>): Candidate[] {
  return [...judged.values()].map((one) => {
    const { cell, established, fresh } = one.tally;
    const people = one.people > established.size ? new Map([...established, ...fresh]) : established;
    return { cell, people, rank: rankOf(one, judged) };
  });
}

/** The country first, then what differs from the parent that would speak for it, then the rest. */
function rankOf(one: Judged, judged: ReadonlyMap<string, Judged>): number {
  const { cell } = one.tally;
  if (depthOf(cell) === 0) return 0;
  const parents = parentsOf(cell).flatMap((parent) => judged.get(cellKey(parent)) ?? []);
  const differs = parents.some((parent) => isTroubled(parent) !== isTroubled(one));
  return differs || one.judgement.state === 'recovered' ? 1 : 2;
}

function publish(
  { tally: { cell, established, fresh }, judgement, hours, confirmed, people }: Judged,
  { k, day, zone }: DayOptions,
): PublishedCell {
  const cold = people > established.size;
  const votes = countVotes(cold ? [...fresh.values(), ...established.values()] : established.values());
  const { state, since, trend, norm } = judgement;
  const shown = state === 'broke' ? hours : null;
  return {
    ...cell,
    state,
    since,
    trend,
    confirmed,
    people: peopleBand(people, k),
    works: roundShare(votes.works / people),
    vpnOnly: roundShare(votes.vpnOnly / people),
    fails: roundShare(votes.fails / people),
    norm: roundShare(norm),
    from: shown ? localHour(shown.from, day, zone) : null,
    to: shown && shown.to !== null ? localHour(shown.to, day, zone) : null,
  };
}

/** On a day on which clocks change the tenth hour is not ten o'clock. */
function localHour(hour: number, day: string, zone: string): string {
  return localTime(daySpan(day, zone).start + hour * 3600, zone);
}

/** Each service's country cell stands in the result, also where too few spoke: none at all and one look alike. */
function withCountry(cells: PublishedCell[], options: DayOptions): PublishedCell[] {
  const present = new Set(
    cells.filter((cell) => cell.function === null && depthOf(cell) === 0).map((cell) => cell.service),
  );
  const services = options.services.filter((service) => !present.has(service));
  const deaf = options.deafHours >= DEAF_HOURS;
  const empty = services.map((service) => tooFew(service, deaf ? 'no_data' : 'too_few'));
  return [...cells, ...empty].sort((a, b) => (cellKey(a) < cellKey(b) ? -1 : 1));
}

function tooFew(service: string, state: State): PublishedCell {
  return {
    service,
    function: null,
    region: null,
    city: null,
    carrier: null,
    state,
    since: null,
    trend: null,
    confirmed: true,
    people: null,
    works: null,
    vpnOnly: null,
    fails: null,
    norm: null,
    from: null,
    to: null,
  };
}
