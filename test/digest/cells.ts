import { type DigestNotes, NO_NOTES } from '../../src/digest/notes.ts';
import type { DayResult, PublishedCell } from '../../src/domain/result.ts';

/** Regions whose silence is named. */
export const REGIONS = ['RU-MOW', 'RU-SPE', 'RU-NVS', 'RU-SVE', 'RU-TA', 'RU-NIZ'];

/** @returns a published cell of a service that is fine in the whole country, with the changes. */
export function cell(service: string, changes: Partial<PublishedCell> = {}): PublishedCell {
  return {
    service,
    function: null,
    region: null,
    city: null,
    carrier: null,
    state: 'fine',
    since: null,
    trend: null,
    confirmed: true,
    people: '100+',
    works: 0.95,
    vpnOnly: 0,
    fails: 0.05,
    norm: 0.95,
    from: null,
    to: null,
    ...changes,
  };
}

/** @returns the cell of a service of which too few spoke. */
export function silent(service: string, state: 'too_few' | 'no_data' = 'too_few'): PublishedCell {
  return cell(service, { state, people: null, works: null, vpnOnly: null, fails: null, norm: null });
}

export function dayOf(cells: readonly PublishedCell[], changes: Partial<DayResult> = {}): DayResult {
  return {
    day: '2026-11-21',
    zone: 'Europe/Moscow',
    method: '2',
    k: 5,
    people: '500+',
    gaps: [],
    coldStart: false,
    cells,
    ...changes,
  };
}

export interface Day {
  readonly result: DayResult;
  readonly yesterday: DayResult | null;
  readonly history: readonly DayResult[];
  readonly regions: readonly string[];
  readonly notes: DigestNotes;
}

/** @returns a day with nothing known of the days before it, with the changes. */
export function day(result: DayResult, changes: Partial<Day> = {}): Day {
  return { result, yesterday: null, history: [], regions: REGIONS, notes: NO_NOTES, ...changes };
}

export const BLOCKED_WHATSAPP = cell('whatsapp', {
  state: 'blocked',
  since: '2026-02-11',
  trend: 'unchanged',
  people: '500+',
  works: 0.1,
  vpnOnly: 0.7,
  fails: 0.2,
});
