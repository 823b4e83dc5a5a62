import { addDays } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';

/** A service or region of which nothing is listed. */
export interface Unheard {
  readonly id: string;
  /** For how many days on end, this one included; one more than the known days when on all of them. */
  readonly days: number;
}

/** Where too few people answered. Made only of what is listed and what is not, which names nobody. */
export interface Coverage {
  /** Main services. */
  readonly services: readonly Unheard[];
  /** How many services there are besides. */
  readonly others: number;
  /** Large regions without a word on any service. */
  readonly regions: readonly Unheard[];
}

/**
 * @param history the days before, in any order; a day that is not there ends the count
 * @param main services, and `regions`, that are named one by one, the most wanted first
 */
export function coverageOf(
  result: DayResult,
  history: readonly DayResult[],
  { main, regions }: { main: ReadonlySet<string>; regions: readonly string[] },
): Coverage {
  const days = consecutive(result, history);
  const unheard = (id: string, heard: (day: DayResult) => boolean): Unheard => {
    const first = days.findIndex((day) => heard(day) || isDeaf(day));
    return { id, days: first === -1 ? days.length : first };
  };
  const isHeard = (service: string) => (day: DayResult) =>
    day.cells.some((cell) => cell.service === service && cell.people !== null);
  const present = new Set(result.cells.map(({ service }) => service));
  const silent = [...present].filter((service) => !isHeard(service)(result));
  return {
    services: [...main]
      .filter((service) => silent.includes(service))
      .map((service) => unheard(service, isHeard(service))),
    others: silent.filter((service) => !main.has(service)).length,
    regions: regions
      .map((region) => unheard(region, ({ cells }) => cells.some((cell) => cell.region === region)))
      .filter(({ days: count }) => count > 0),
  };
}

/** @returns the day and the days right before it, backwards. */
function consecutive(result: DayResult, history: readonly DayResult[]): DayResult[] {
  const byDay = new Map(history.map((day) => [day.day, day]));
  const days = [result];
  let before = byDay.get(dayBefore(result));
  while (before) {
    days.push(before);
    before = byDay.get(dayBefore(before));
  }
  return days;
}

function dayBefore({ day }: DayResult): string {
  return addDays(day, -1);
}

/** Whose silence is the bot's own fault. */
export function isDeaf({ cells }: DayResult): boolean {
  return cells.some(({ state }) => state === 'no_data');
}
