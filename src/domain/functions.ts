import { cellKey } from './cell.ts';
import type { CellMemory } from './judge.ts';
import type { CountedReport } from './report.ts';
import type { CellTally } from './tally.ts';

/**
 * The parts of a service as cells of their own. Hardly anybody says that calls work, many say that they do not: counted
 * by those alone who name it, a function would fail for everybody, always. So whoever says that the service works, and
 * names no function, speaks for all of them; unless more than k people said of the function itself that it works.
 *
 * @param cells of one service, by `cellKey`
 * @param memories a function that was in trouble is judged as long as it is, also when few still name it
 * @returns the cells that are to be judged: the service's own, and of functions those that more than k people named
 */
export function withFunctions(
  cells: ReadonlyMap<string, CellTally>,
  memories: Readonly<Record<string, CellMemory>>,
  k: number,
): CellTally[] {
  return [...cells.values()].flatMap((one) => {
    if (one.cell.function === null) return [one];
    const inTrouble = (memories[cellKey(one.cell)]?.downSince ?? null) !== null;
    if (one.established.size <= k && !inTrouble) return [];
    const whole = cells.get(cellKey({ ...one.cell, function: null }));
    const known = [...one.established.values()].filter((outcome) => outcome === 'works').length;
    return [whole === undefined || known > k ? one : spokenFor(one, whole)];
  });
}

function spokenFor(named: CellTally, whole: CellTally): CellTally {
  const implied = new Set(
    [...whole.established]
      .filter(([person, outcome]) => outcome === 'works' && !named.established.has(person))
      .map(([person]) => person),
  );
  const reports = whole.reports.filter(({ person, outcome }) => outcome === 'works' && implied.has(person));
  return {
    ...named,
    established: new Map([...named.established, ...[...implied].map((person) => [person, 'works'] as const)]),
    reports: [...named.reports, ...reports].sort(newestFirst),
  };
}

function newestFirst(a: CountedReport, b: CountedReport): number {
  return b.at - a.at;
}
