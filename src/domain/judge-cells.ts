import { ancestorsOf, depthOf } from './anonymity.ts';
import { type Cell, cellKey } from './cell.ts';
import type { Span } from './day.ts';
import { createCounter, type TroubledHours, troubledHours } from './hours.ts';
import { type CellMemory, firstMemory, isDown, isOftener, type Judgement, judge } from './judge.ts';
import type { State } from './result.ts';
import { type CellTally, countVotes } from './tally.ts';

/** In a cold start the country's cell is shown from so many times k people of any age. */
export const COLD_START_FACTOR = 4;

/** Narrower cells in trouble are one story when one of them has so much of their people. */
const ONE_REASON = 2 / 3;

const TROUBLED: ReadonlySet<State> = new Set(['broke', 'still_broken', 'blocked']);

/** A cell in which enough people spoke, and what its day comes to. */
export interface Judged {
  readonly tally: CellTally;
  readonly judgement: Judgement;
  readonly hours: TroubledHours | null;
  readonly confirmed: boolean;
  readonly people: number;
}

export interface JudgeOptions {
  readonly day: string;
  /** Of the day. */
  readonly span: Span;
  readonly k: number;
  readonly coldStart: boolean;
  readonly restrictions: readonly { readonly service: string; readonly since: string }[];
}

type Memories = Readonly<Record<string, CellMemory>>;

export function isTroubled({ judgement }: Pick<Judged, 'judgement'>): boolean {
  return TROUBLED.has(judgement.state);
}

/**
 * Judges the cells of one service and function, each by its own people, wide ones first: a new cell starts from what
 * its parent knows. Then each once more without those whose trouble a narrower one tells.
 *
 * @returns those in which enough people spoke, by `cellKey`
 */
export function judgeCells(
  tallies: Iterable<CellTally>,
  memories: Memories,
  options: JudgeOptions,
): Map<string, Judged> {
  const speaking = [...tallies]
    .filter((one) => enough(one, options))
    .sort((a, b) => depthOf(a.cell) - depthOf(b.cell));
  const judged = new Map<string, Judged>();
  for (const one of speaking)
    judged.set(cellKey(one.cell), judgeCell(one, memoryOf(one.cell, memories, judged, options), options));
  return explain(judged, memories, options);
}

function enough({ cell, established, fresh }: CellTally, { k, coldStart }: JudgeOptions): boolean {
  if (established.size > k) return true;
  // The whole country, all functions together, is all that a new instance may speak of.
  const whole = depthOf(cell) === 0 && cell.function === null;
  return coldStart && whole && established.size + fresh.size > COLD_START_FACTOR * k;
}

function judgeCell(tally: CellTally, memory: CellMemory, options: JudgeOptions): Judged {
  const { day, k } = options;
  const { established, fresh, reports } = tally;
  const cold = established.size <= k;
  const voting = cold ? new Map([...fresh, ...established]) : established;
  const hours = hoursOf(reports, memory.norm, options);
  const judgement = judge(countVotes(voting.values()), memory, day, hours !== null);
  return {
    tally,
    judgement,
    hours,
    people: voting.size,
    confirmed: !cold && !contradicted(tally, judgement, k),
  };
}

function hoursOf(
  reports: CellTally['reports'],
  norm: number,
  { span: { start, end }, k }: JudgeOptions,
): TroubledHours | null {
  return troubledHours(reports, { start, hours: (end - start) / 3600, norm, k });
}

/** Newcomers in numbers say the opposite: that raises a mark beside what stands, and changes nothing else. */
function contradicted({ fresh }: CellTally, { state, norm }: Judgement, k: number): boolean {
  if (fresh.size <= k) return false;
  return (state === 'fine' || state === 'recovered') && isDown(countVotes(fresh.values()), norm);
}

/** What a cell starts the day from: its own past, or the nearest wider cell's where that began after it. */
function memoryOf(
  cell: Cell,
  memories: Memories,
  judged: ReadonlyMap<string, Judged>,
  options: JudgeOptions,
): CellMemory {
  const own = memories[cellKey(cell)];
  if (!own) return inherited(cell, memories, judged, options);
  const wider = ancestorsOf(cell)
    .map((parent) => memories[cellKey(parent)])
    .find((known) => known !== undefined);
  const missed =
    own.downSince === null && wider?.downSince && own.judged !== null && own.judged < wider.downSince;
  return missed
    ? { ...own, downSince: wider.downSince, recent: wider.recent, judged: null, over: null }
    : own;
}

/** A parent's norm and trouble of the days before; for the country the restriction that is older than our data. */
function inherited(
  cell: Cell,
  memories: Memories,
  judged: ReadonlyMap<string, Judged>,
  { day, restrictions }: JudgeOptions,
): CellMemory {
  for (const parent of ancestorsOf(cell)) {
    const known = memories[cellKey(parent)];
    if (known) return { ...known, judged: null, over: null };
    const started = judged.get(cellKey(parent));
    if (started) {
      const { norm, memory } = started.judgement;
      const downSince = memory.downSince !== null && memory.downSince < day ? memory.downSince : null;
      return {
        norm,
        days: 1,
        downSince,
        judged: null,
        recent: downSince === null ? [] : memory.recent,
        over: null,
      };
    }
  }
  const restricted = cell.function === null && restrictions.find(({ service }) => service === cell.service);
  return firstMemory(restricted && restricted.since <= day ? restricted.since : null);
}

/**
 * Where a place or carrier is in trouble, what is wider is judged by its other people: it is in trouble itself only if
 * they are.
 */
function explain(
  judged: Map<string, Judged>,
  memories: Memories,
  options: JudgeOptions,
): Map<string, Judged> {
  const told = new Map<string, Told>();
  const toldBelow = (key: string) => told.getOrInsertComputed(key, () => ({ people: new Set(), largest: 0 }));
  for (const [key, one] of [...judged].toReversed()) {
    const { tally } = one;
    const settled = withoutTold(one, toldBelow(key), judged, memories, options);
    judged.set(key, settled);
    if (!isTroubled(settled)) continue;
    for (const parent of ancestorsOf(tally.cell)) tell(toldBelow(cellKey(parent)), tally);
  }
  return judged;
}

/** What narrower cells in trouble tell of a wider one. */
interface Told {
  /** All who spoke in them. */
  readonly people: Set<number>;
  /** How many of these spoke in the largest of them. */
  largest: number;
}

function tell(told: Told, { established }: CellTally): void {
  for (const person of established.keys()) told.people.add(person);
  told.largest = Math.max(told.largest, established.size);
}

/** Whether most of a cell is in trouble, and not for one reason: its place or carrier is what they have in common. */
function isCommon({ people, largest }: Told, all: number): boolean {
  return 2 * people.size > all && largest < ONE_REASON * people.size;
}

function withoutTold(
  one: Judged,
  told: Told,
  judged: ReadonlyMap<string, Judged>,
  memories: Memories,
  options: JudgeOptions,
): Judged {
  const { tally } = one;
  const { people } = told;
  if (people.size === 0 || one.judgement.state !== 'broke' || isCommon(told, tally.established.size))
    return one;
  const others = new Map([...tally.established].filter(([person]) => !people.has(person)));
  if (others.size <= options.k) return one;
  const reports = tally.reports.filter(({ person }) => !people.has(person));
  const memory = memoryOf(tally.cell, memories, judged, options);
  const judgement = judge(
    countVotes(others.values()),
    memory,
    options.day,
    failTooIn(one.hours, reports, memory.norm, options),
  );
  return TROUBLED.has(judgement.state) ? one : { ...one, judgement: overall(judgement, tally), hours: null };
}

/** Fewer than half of all, and yet the others are as usual: not fine, and nothing that could be claimed. */
function overall(judgement: Judgement, { established }: CellTally): Judgement {
  const { works, vpnOnly, fails } = countVotes(established.values());
  return judgement.state === 'fine' && works < vpnOnly + fails
    ? { ...judgement, state: 'unclear' }
    : judgement;
}

/** A few who fail among the others in those hours are enough to doubt that it is only there. */
function failTooIn(
  hours: TroubledHours | null,
  reports: CellTally['reports'],
  norm: number,
  { span: { start, end } }: JudgeOptions,
): boolean {
  if (hours === null) return false;
  const from = start + hours.from * 3600;
  const to = hours.to === null ? end : start + hours.to * 3600;
  const within = reports.filter(({ at }) => at >= from && at < to);
  const { failing, all } = createCounter(within)(0, within.length);
  return all > 0 && isOftener(failing, all, norm);
}
