import type { DayResult, PublishedCell } from '../domain/result.ts';

/** @returns the form of a day's results that other programs rely on: see `docs/interfaces.md`. */
export function resultToJson({ day, zone, method, k, people, gaps, cells }: DayResult): object {
  return { day, zone, method, k, people, gaps, cells: cells.map(cellToJson) };
}

function cellToJson(cell: PublishedCell): object {
  const {
    service,
    region,
    city,
    carrier,
    state,
    since,
    trend,
    confirmed,
    people,
    works,
    vpnOnly,
    fails,
    norm,
    from,
    to,
  } = cell;
  return {
    service,
    function: cell.function,
    region,
    city,
    carrier,
    state,
    since,
    trend,
    confirmed,
    people,
    works,
    vpn_only: vpnOnly,
    fails,
    norm,
    from,
    to,
  };
}
