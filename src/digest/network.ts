import { depthOf } from '../domain/anonymity.ts';
import type { Cell } from '../domain/cell.ts';
import type { PublishedCell } from '../domain/result.ts';

const NETWORK = 'mobile-internet';
/** What does not come over mobile internet, or is no service of its own there. */
const NOT_CARRIED = new Set([NETWORK, 'home-internet', 'vpn']);
/** So many services that break together are rather their network. */
const LEAST_TOGETHER = 3;
const DAY_HOURS = 24;

/** A place and carrier where so much broke together that the network itself seems to have been down. */
export interface SupposedOutage extends Pick<Cell, 'region' | 'city' | 'carrier'> {
  /** The services' own cells. */
  readonly cells: readonly PublishedCell[];
  /** As of a cell. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Troubles, with those that are only the network's told behind it. */
export interface NetworkView {
  /** The troubles that keep a line of their own. */
  readonly lines: readonly PublishedCell[];
  /** Services that went with a line's network. */
  readonly alongside: ReadonlyMap<PublishedCell, readonly string[]>;
  readonly supposed: readonly SupposedOutage[];
}

/**
 * Tells the whole mobile network apart from a messenger.
 *
 * @param troubles that stand out
 * @param listed all cells of the day
 */
export function viewNetwork(
  troubles: readonly PublishedCell[],
  listed: readonly PublishedCell[],
): NetworkView {
  const networks = troubles.filter(({ service }) => service === NETWORK);
  const alongside = new Map<PublishedCell, string[]>();
  const unexplained = troubles.filter((cell) => {
    const network = networks.find((one) => explains(one, cell));
    if (network === undefined) return true;
    const services = alongside.get(network) ?? [];
    if (!services.includes(cell.service)) alongside.set(network, [...services, cell.service]);
    return false;
  });
  const supposed = supposeOutages(unexplained, listed);
  const lines = unexplained.filter((cell) => !supposed.some((outage) => covers(outage, cell)));
  return { lines, alongside, supposed };
}

/** What was in trouble before the network was is not its doing, nor what broke at another time of the day. */
function explains(network: PublishedCell, cell: PublishedCell): boolean {
  return (
    !NOT_CARRIED.has(cell.service) &&
    holds(network, cell) &&
    (cell.since ?? '') >= (network.since ?? '') &&
    overlap(network, cell)
  );
}

function supposeOutages(
  troubles: readonly PublishedCell[],
  listed: readonly PublishedCell[],
): SupposedOutage[] {
  const broke = troubles.filter(
    (cell) => cell.state === 'broke' && cell.function === null && depthOf(cell) > 0,
  );
  return [...Map.groupBy(broke.filter(isCarried), placeKey).values()].flatMap((cells) => {
    const beside = listed.filter((cell) => cell.function === null && placeKey(cell) === placeKey(cells[0]));
    if (beside.some(({ service }) => service === NETWORK)) return [];
    const most = Math.max(LEAST_TOGETHER, Math.floor(beside.filter(isCarried).length / 2) + 1);
    return outageOf(cells, most) ?? [];
  });
}

function outageOf(cells: readonly PublishedCell[], least: number): SupposedOutage | null {
  const downAt = (hour: number) =>
    cells.filter((cell) => {
      const { from, to } = hoursOf(cell);
      return from <= hour && hour < to;
    });
  const hours = Array.from({ length: DAY_HOURS }, (_, hour) => hour).filter(
    (hour) => downAt(hour).length >= least,
  );
  const [first] = hours;
  const last = hours.at(-1);
  const [place] = cells;
  if (first === undefined || last === undefined || place === undefined) return null;
  const together = new Set(hours.flatMap(downAt));
  return {
    region: place.region,
    city: place.city,
    carrier: place.carrier,
    cells: cells.filter((cell) => together.has(cell)),
    from: first === 0 && last === DAY_HOURS - 1 ? null : hourText(first),
    to: last === DAY_HOURS - 1 ? null : hourText(last + 1),
  };
}

function covers(outage: SupposedOutage, cell: PublishedCell): boolean {
  return cell.state === 'broke' && isCarried(cell) && holds(outage, cell) && overlap(outage, cell);
}

/** Whether the narrow one is the same place and carrier, or inside. */
function holds(wide: Pick<Cell, 'region' | 'city' | 'carrier'>, narrow: Cell): boolean {
  return (
    (wide.region === null || wide.region === narrow.region) &&
    (wide.city === null || wide.city === narrow.city) &&
    (wide.carrier === null || wide.carrier === narrow.carrier)
  );
}

type Hours = Pick<PublishedCell, 'from' | 'to'>;

/** Hours that are not known may be any. */
function overlap(one: Hours, other: Hours): boolean {
  const [a, b] = [hoursOf(one), hoursOf(other)];
  return a.from < b.to && b.from < a.to;
}

function hoursOf({ from, to }: Hours): { from: number; to: number } {
  const hour = (time: string) => Number.parseInt(time, 10);
  return { from: from === null ? 0 : hour(from), to: to === null ? DAY_HOURS : hour(to) };
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function isCarried({ service }: Cell): boolean {
  return !NOT_CARRIED.has(service);
}

function placeKey(cell: PublishedCell | undefined): string {
  return `${cell?.region}/${cell?.city}/${cell?.carrier}`;
}
