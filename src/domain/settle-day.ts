import { ancestorsOf, type Candidate, depthOf, selectListed } from './anonymity.ts';
import { type Cell, cellKey, parentsOf } from './cell.ts';
import { daySpan, daysBetween } from './day.ts';
import { type TroubledHours, troubledHours } from './hours.ts';
import { type CellMemory, firstMemory, isDown, isUsual, type Judgement, judge, METHOD } from './judge.ts';
import type { CountedReport } from './report.ts';
import type { DayResult, PublishedCell, State } from './result.ts';
import { peopleBand, roundShare } from './share.ts';
import { type CellTally, cellsOf, countVotes, tally, voices } from './tally.ts';

/** For so long nobody can be established on a new instance. */
const COLD_START_DAYS = 14;
/** In a cold start the country's cell is shown from so many times k people of any age. */
const COLD_START_FACTOR = 4;
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

interface Judged {
  readonly tally: CellTally;
  readonly judgement: Judgement;
  readonly hours: TroubledHours | null;
  readonly confirmed: boolean;
  readonly people: number;
}

/**
 * The results of a local day, for all cells at once. Everything that is published selects from them.
 *
 * @param reports of the day, in time order
 * @param before what the zone remembers of the days before
 */
export function settleDay(
  reports: readonly CountedReport[],
  before: DayMemory,
  options: DayOptions,
): { result: DayResult; memory: DayMemory } {
  const { day, zone, k, gaps } = options;
  const firstDay = before.firstDay ?? (reports.length > 0 ? day : null);
  const coldStart = firstDay !== null && daysBetween(firstDay, day) < COLD_START_DAYS;
  const tallies = tally(reports);
  const judged = judgeAll(reports, tallies, before, options, coldStart);
  const listed = groupsOf(judged).flatMap((group) => selectListed(candidates(group, judged), k));
  const cells = withCountry(
    listed.map((cell) => publish(judged.get(cellKey(cell)) as Judged, options)),
    options,
  );
  const people = new Set(
    reports.filter((one) => coldStart || (one.established && !one.told)).map((one) => one.person),
  );
  return {
    result: {
      day,
      zone,
      method: METHOD,
      k,
      people: peopleBand(people.size, coldStart ? COLD_START_FACTOR * k : k),
      gaps,
      coldStart,
      cells,
    },
    memory: { firstDay, cells: nextMemory(before, judged) },
  };
}

/** Judges every cell in which enough people spoke, wide ones first: a new cell starts from what its parent knows. */
function judgeAll(
  reports: readonly CountedReport[],
  tallies: ReadonlyMap<string, CellTally>,
  before: DayMemory,
  options: DayOptions,
  coldStart: boolean,
): Map<string, Judged> {
  const { day, zone, k } = options;
  const { start, end } = daySpan(day, zone);
  const speaking = [...tallies.values()].filter((one) => enough(one, k, coldStart));
  speaking.sort((a, b) => depthOf(a.cell) - depthOf(b.cell));
  const established = reportsByCell(reports, new Set(speaking.map((one) => cellKey(one.cell))));
  const judged = new Map<string, Judged>();
  for (const one of speaking) {
    const key = cellKey(one.cell);
    const cold = one.established.size <= k;
    const voting = cold ? new Map([...one.fresh, ...one.established]) : one.established;
    const memory = before.cells[key] ?? inherited(one.cell, before, judged, options);
    const hours = troubledHours(established.get(key) ?? [], {
      start,
      hours: (end - start) / 3600,
      norm: memory.norm,
      k,
    });
    const judgement = judge(countVotes(voting.values()), memory, day, hours !== null);
    judged.set(key, {
      tally: one,
      judgement,
      hours,
      people: voting.size,
      confirmed: !cold && !contradicted(one, judgement, k),
    });
  }
  return judged;
}

function enough({ cell, established, fresh }: CellTally, k: number, coldStart: boolean): boolean {
  if (established.size > k) return true;
  // The whole country, all functions together, is all that a new instance may speak of.
  const whole = depthOf(cell) === 0 && cell.function === null;
  return coldStart && whole && established.size + fresh.size > COLD_START_FACTOR * k;
}

/** A parent's norm and trouble of the days before; for the country the restriction that is older than our data. */
function inherited(
  cell: Cell,
  before: DayMemory,
  judged: ReadonlyMap<string, Judged>,
  options: DayOptions,
): CellMemory {
  for (const parent of ancestorsOf(cell)) {
    const key = cellKey(parent);
    const known = before.cells[key];
    if (known) return { ...known, recent: [] };
    const started = judged.get(key);
    if (started)
      return {
        norm: started.judgement.norm,
        days: 1,
        downSince: olderTrouble(started, options.day),
        recent: [],
      };
  }
  const restricted =
    cell.function === null && options.restrictions.find(({ service }) => service === cell.service);
  return firstMemory(restricted && restricted.since <= options.day ? restricted.since : null);
}

function olderTrouble({ judgement }: Judged, day: string): string | null {
  const since = judgement.memory.downSince;
  return since !== null && since < day ? since : null;
}

/** Newcomers in numbers say the opposite: that raises a mark beside what stands, and changes nothing else. */
function contradicted({ fresh }: CellTally, { state, norm }: Judgement, k: number): boolean {
  if (fresh.size <= k) return false;
  return (state === 'fine' || state === 'recovered') && isDown(countVotes(fresh.values()), norm);
}

function reportsByCell(
  reports: readonly CountedReport[],
  wanted: ReadonlySet<string>,
): Map<string, CountedReport[]> {
  const byCell = new Map<string, CountedReport[]>();
  const counting = new Set(voices(reports));
  for (const report of reports) {
    if (!report.established || report.told || !counting.has(report)) continue;
    for (const cell of cellsOf(report)) {
      const key = cellKey(cell);
      if (!wanted.has(key)) continue;
      const list = byCell.get(key);
      if (list) list.push(report);
      else byCell.set(key, [report]);
    }
  }
  return byCell;
}

/** Cells of one service and function; groups do not contain one another. */
function groupsOf(judged: ReadonlyMap<string, Judged>): Judged[][] {
  const groups = Map.groupBy(judged.values(), ({ tally: { cell } }) => `${cell.service} ${cell.function}`);
  return [...groups.values()];
}

const TROUBLED: ReadonlySet<State> = new Set(['broke', 'still_broken', 'blocked']);

function candidates(group: readonly Judged[], judged: ReadonlyMap<string, Judged>): Candidate[] {
  return group
    .filter((one) => depthOf(one.tally.cell) === 0 || !isExplained(one, group))
    .map((one) => {
      const { cell, established, fresh } = one.tally;
      const people =
        one.people > established.size
          ? new Set([...established.keys(), ...fresh.keys()])
          : new Set(established.keys());
      return { cell, people, rank: rankOf(one, judged) };
    });
}

/** The country first, then what differs from the parent that would speak for it, then the rest. */
function rankOf({ tally: { cell }, judgement }: Judged, judged: ReadonlyMap<string, Judged>): number {
  if (depthOf(cell) === 0) return 0;
  const parents = parentsOf(cell).flatMap((parent) => judged.get(cellKey(parent)) ?? []);
  const differs = parents.some(
    (parent) => TROUBLED.has(parent.judgement.state) !== TROUBLED.has(judgement.state),
  );
  return differs || judgement.state === 'recovered' ? 1 : 2;
}

/** Down only because of one place or carrier in it, the others being as usual: that one is the news. */
function isExplained({ tally, judgement }: Judged, group: readonly Judged[]): boolean {
  if (!TROUBLED.has(judgement.state)) return false;
  return group.some((child) => {
    if (!TROUBLED.has(child.judgement.state)) return false;
    if (!parentsOf(child.tally.cell).some((parent) => cellKey(parent) === cellKey(tally.cell))) return false;
    const others = [...tally.established].filter(([person]) => !child.tally.established.has(person));
    return others.length > 0 && isUsual(countVotes(others.map(([, outcome]) => outcome)), judgement.norm);
  });
}

function publish(
  { tally: { cell, established, fresh }, judgement, hours, confirmed, people }: Judged,
  { k }: DayOptions,
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
    from: shown ? hourText(shown.from) : null,
    to: shown && shown.to !== null ? hourText(shown.to) : null,
  };
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
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

function nextMemory(before: DayMemory, judged: ReadonlyMap<string, Judged>): DayMemory['cells'] {
  const cells: Record<string, CellMemory> = { ...before.cells };
  for (const [key, { judgement }] of judged) cells[key] = judgement.memory;
  return cells;
}
