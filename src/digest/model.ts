import { createHash } from 'node:crypto';
import { depthOf } from '../domain/anonymity.ts';
import { cellKey } from '../domain/cell.ts';
import type { DayResult, PublishedCell } from '../domain/result.ts';
import { type Coverage, coverageOf, isDeaf } from './coverage.ts';
import { type Lead, leadOf } from './lead.ts';
import { type SupposedOutage, viewNetwork } from './network.ts';
import type { DigestNotes } from './notes.ts';
import { isTrouble, type Standing, standingOut } from './standing-out.ts';

/** A cell that gets its own words. */
export interface Entry extends Standing {
  /** The same cell on the day before; null where it was not listed. */
  readonly before: PublishedCell | null;
  /** Services that are in trouble with this network, and not by themselves. */
  readonly alongside: readonly string[];
}

/** What one digest says; plain data, the reader's order. */
export interface DigestModel extends DigestNotes {
  readonly id: string;
  readonly result: DayResult;
  readonly lead: Lead;
  readonly broke: readonly Entry[];
  readonly supposed: readonly SupposedOutage[];
  readonly recovered: readonly Entry[];
  /** Since an earlier day, under two weeks. */
  readonly stillBroken: readonly Entry[];
  /** For two weeks or longer. */
  readonly blocked: readonly Entry[];
  /** Places, carriers and functions that work although what is wider is in trouble. */
  readonly spared: readonly Entry[];
  readonly fine: readonly Entry[];
  readonly unclear: readonly Entry[];
  /** Everything in trouble, also what is told behind its network. */
  readonly troubles: readonly PublishedCell[];
  readonly coverage: Coverage;
  /** The bot itself could not listen. */
  readonly deaf: boolean;
}

export interface ModelParts {
  /** A day's results, or what a channel wants of them. */
  readonly result: DayResult;
  /** Of the whole day's results, where `result` is a part of them. */
  readonly id?: string;
  /** The day before, for what changed. */
  readonly yesterday: DayResult | null;
  /** Up to a week before, for how long a silence lasts. */
  readonly history: readonly DayResult[];
  /** Services that readers look for by name, the most wanted first. */
  readonly main: ReadonlySet<string>;
  /** Regions whose silence is named, the largest first. */
  readonly regions: readonly string[];
  readonly notes: DigestNotes;
}

export function makeModel(parts: ModelParts): DigestModel {
  const { result, id = digestId(result), yesterday, history, main, regions, notes } = parts;
  const told = standingOut(result.cells).toSorted((a, b) => byWeight(a.cell, b.cell));
  const troubles = told.map(({ cell }) => cell).filter(isTrouble);
  const { lines, alongside, supposed } = viewNetwork(troubles, result.cells);
  const behindNetwork = new Set(troubles.filter((cell) => !lines.includes(cell)));
  const earlier = new Map(yesterday?.cells.map((cell) => [cellKey(cell), cell]));
  const entries = told
    .filter(({ cell }) => !behindNetwork.has(cell))
    .map((standing) => ({
      ...standing,
      before: earlier.get(cellKey(standing.cell)) ?? null,
      alongside: alongside.get(standing.cell) ?? [],
    }));
  const inState = (...states: readonly PublishedCell['state'][]) =>
    entries.filter(({ cell }) => states.includes(cell.state));
  const isSpared = ({ wider }: Entry) => wider !== null && isTrouble(wider);
  const sections = {
    broke: inState('broke'),
    recovered: [...inState('recovered'), ...overSinceYesterday(result, earlier)],
    stillBroken: inState('still_broken'),
    blocked: inState('blocked'),
    spared: inState('fine').filter(isSpared),
    fine: inState('fine').filter((entry) => !isSpared(entry)),
    unclear: inState('unclear'),
  };
  return {
    id,
    result,
    lead: leadOf(sections, main),
    ...sections,
    supposed,
    troubles,
    coverage: coverageOf(result, history, { main, regions }),
    deaf: isDeaf(result),
    ...notes,
  };
}

/**
 * The digest's public number. It names a day's frozen results in a zone, from which the digests of all channels there
 * select: two with one number rest on the same results, and where they hold the same part of them they say the same.
 *
 * @param result the whole day, never a part of it
 */
export function digestId(result: DayResult): string {
  return `${result.day}-${createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 4)}`;
}

/** A trouble of some hours leaves no state behind: that it is over shows beside yesterday only. */
function overSinceYesterday(result: DayResult, earlier: ReadonlyMap<string, PublishedCell>): Entry[] {
  return result.cells
    .flatMap((cell) => {
      const before = earlier.get(cellKey(cell));
      const over = cell.state === 'fine' && before?.state === 'broke';
      return over ? [{ cell, before, wider: null, alongside: [] }] : [];
    })
    .toSorted((a, b) => byWeight(a.cell, b.cell));
}

/** What is so everywhere first, then networks, then by how many people stand behind it. */
function byWeight(a: PublishedCell, b: PublishedCell): number {
  const narrow = (cell: PublishedCell) => Number(depthOf(cell) > 0);
  const lesser = ({ service }: PublishedCell) => Number(service !== 'mobile-internet');
  const people = (cell: PublishedCell) => Number.parseInt(cell.people ?? '0', 10);
  return (
    narrow(a) - narrow(b) ||
    narrow(a) * (lesser(a) - lesser(b)) ||
    people(b) - people(a) ||
    (cellKey(a) < cellKey(b) ? -1 : 1)
  );
}
