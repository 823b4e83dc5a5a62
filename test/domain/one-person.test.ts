import { expect, test } from '@jest/globals';
import { type Chance, createChance } from '../../bench/country/chance.ts';
import { cellKey } from '../../src/domain/cell.ts';
import { addDays, daySpan } from '../../src/domain/day.ts';
import { type CountedReport, OUTCOMES } from '../../src/domain/report.ts';
import type { DayResult } from '../../src/domain/result.ts';
import { type DayMemory, settleDay } from '../../src/domain/settle-day.ts';
import { type CellTally, tally } from '../../src/domain/tally.ts';

/*
 * Random histories of a few days are published twice, the second time without one report. Whatever then differs must be
 * a cell in which k established others spoke: else the difference tells on whoever made it.
 */

const ZONE = 'Europe/Moscow';
const K = 5;
const DAYS = 4;
const HISTORIES = 400;
const FIRST_DAY = '2026-11-01';
const PLACES = [
  { region: 'RU-MOW', city: 'moscow' },
  { region: 'RU-TA', city: 'kazan' },
  { region: 'RU-TA', city: 'naberezhnye-chelny' },
  { region: 'RU-SAM', city: 'samara' },
];
const SYMPTOMS = [[], [], ['media'], ['voice-calls'], ['messages']];

type History = readonly (readonly CountedReport[])[];

function inventHistory(chance: Chance): CountedReport[][] {
  const people = chance.whole(6, 60);
  const bad = chance.pick(PLACES);
  return Array.from({ length: DAYS }, (_, day) => {
    const { start } = daySpan(addDays(FIRST_DAY, day), ZONE);
    const reports = Array.from({ length: chance.whole(0, 2 * people) }, () =>
      inventReport(chance, start, people, chance.happens(0.5) ? bad : null),
    );
    return reports.sort((a, b) => a.at - b.at);
  });
}

function inventReport(
  chance: Chance,
  start: number,
  people: number,
  bad: (typeof PLACES)[number] | null,
): CountedReport {
  const person = chance.whole(1, people);
  const place = bad ?? chance.pick(PLACES);
  return {
    person,
    at: start + chance.whole(0, 95) * 900,
    service: chance.pick(['telegram', 'max']),
    ...place,
    city: chance.happens(0.8) ? place.city : null,
    carrier: chance.pick(['mts', 'beeline', null]),
    network: null,
    outcome:
      bad && chance.happens(0.8) ? 'fails' : chance.pick([...OUTCOMES, 'works', 'works', 'works'] as const),
    symptoms: chance.pick(SYMPTOMS),
    told: chance.happens(0.1),
    established: person % 6 !== 0,
  };
}

function publish(history: History): DayResult[] {
  let memory: DayMemory = { firstDay: '2026-01-01', cells: {} };
  return history.map((reports, index) => {
    const services = Map.groupBy(reports, ({ service }) => service).values();
    const settled = settleDay(services, memory, {
      day: addDays(FIRST_DAY, index),
      zone: ZONE,
      k: K,
      services: ['telegram', 'max'],
      restrictions: [],
      gaps: [],
      deafHours: 0,
    });
    memory = settled.memory;
    return settled.result;
  });
}

const published = ({ cells }: DayResult) =>
  new Map(cells.map((cell) => [cellKey(cell), JSON.stringify(cell)]));

/** What a counter without any rule would publish. */
function counted(reports: readonly CountedReport[]): Map<string, string> {
  return new Map(
    [...cellsOf(reports)].map(([key, { established }]) => [
      key,
      JSON.stringify([...established.values()].sort()),
    ]),
  );
}

function cellsOf(reports: readonly CountedReport[]): Map<string, CellTally> {
  const services = Map.groupBy(reports, ({ service }) => service);
  return new Map([...services.values()].flatMap((group) => [...tally(group)]));
}

/** @returns the cells that differ although fewer than k established people spoke there beside the one */
function telling(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
  reports: readonly CountedReport[],
  person: number,
): string[] {
  const cells = cellsOf(reports);
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => {
    if (a.get(key) === b.get(key)) return false;
    const [service, fn, ...place] = key.split('/');
    // Those who say that a service works speak for its functions too.
    const speaking = [key, ...(fn === '' ? [] : [[service, '', ...place].join('/')])];
    const others = new Set(speaking.flatMap((one) => [...(cells.get(one)?.established.keys() ?? [])]));
    others.delete(person);
    return others.size < K;
  });
}

test('no report of somebody with fewer than k established others can be told from what is published', () => {
  const chance = createChance(5);
  let pairs = 0;
  let byCounts = 0;
  const told: string[] = [];
  for (let n = 0; n < HISTORIES; n++) {
    const history = inventHistory(chance);
    const day = chance.whole(0, DAYS - 1);
    const gone = chance.pick(history[day] as CountedReport[]);
    if (gone === undefined) continue;
    pairs += 1;
    const without = history.map((reports) => reports.filter((report) => report !== gone));
    const [a, b] = [publish(history), publish(without)];
    for (const [index, reports] of history.entries()) {
      const [one, other] = [a[index], b[index]] as [DayResult, DayResult];
      told.push(...telling(published(one), published(other), reports, gone.person));
      byCounts += telling(
        counted(reports),
        counted(without[index] as CountedReport[]),
        reports,
        gone.person,
      ).length;
    }
  }
  expect(pairs).toBeGreaterThan(HISTORIES / 2);
  expect(told).toEqual([]);
  // The comparison can see: exact counts tell many.
  expect(byCounts).toBeGreaterThan(pairs);
});
