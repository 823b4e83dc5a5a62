import { cellKey } from '../domain/cell.ts';
import { addDays } from '../domain/day.ts';
import type { PublishedCell } from '../domain/result.ts';
import type { DigestModel } from './model.ts';

/**
 * Whether a digest would say nothing that the one of the day before did not: nothing broke, recovered or was taken
 * back, and all that it lists stands as it stood, since the same day. A day in which the bot could not listen all
 * the time is never quiet: silence is not health.
 */
export function isQuiet(model: DigestModel, before: DigestModel): boolean {
  const { troubles, recovered, corrections, result } = model;
  if (troubles.some(({ state }) => state === 'broke')) return false;
  if (recovered.length + corrections.length + result.gaps.length > 0) return false;
  return statesOf(model) === statesOf(before);
}

/**
 * The days that a channel was not shown because nothing changed on them: those right before a day that its ledger
 * notes as skipped. Days missed are never among them, since after those one is always posted.
 *
 * @param ledger state of each day
 * @returns them, the oldest first
 */
export function quietDaysBefore(day: string, ledger: ReadonlyMap<string, string>): string[] {
  const days: string[] = [];
  for (let last = addDays(day, -1); ledger.get(last) === 'skipped'; last = addDays(last, -1)) {
    days.unshift(last);
  }
  return days;
}

function statesOf({ troubles, recovered, spared, fine, unclear, coverage }: DigestModel): string {
  const told = [...recovered, ...spared, ...fine, ...unclear].map(({ cell }) => cell);
  const states = [...troubles, ...told].map(stateOf);
  return [...states, ...coverage.services.map(({ id }) => `${id} unheard`)].toSorted().join('\n');
}

function stateOf(cell: PublishedCell): string {
  return `${cellKey(cell)} ${cell.state} ${cell.since ?? ''}`;
}
