/** How a judge did, counted over days. */
export interface Grades {
  /** Outages in which enough established people spoke; told by their own cell, or by the one that speaks for it. */
  outages: number;
  seen: number;
  seenWider: number;
  /** Cells with more than k established people in which all was well, and confirmed alarms in them. */
  wellCells: number;
  falseAlarms: number;
  /** … of these where a brigade lied. */
  confirmedLies: number;
  /** Cells of a block with more than k established people, and those that were called fine. */
  blockedCells: number;
  blockedCalledFine: number;
  silentCalledFine: number;
  /** Published shares that work, and the sum of their distances from what people went through. */
  shares: number;
  shareError: number;
  /** Cells with more than 3 k established people, and those for which their own or a wider cell says a state. */
  largeCells: number;
  spokenFor: number;
  /** Outages whose first hour was published, and those where it was off by more than two hours. */
  begins: number;
  beginsOff: number;
}

export function noGrades(): Grades {
  return {
    outages: 0,
    seen: 0,
    seenWider: 0,
    wellCells: 0,
    falseAlarms: 0,
    confirmedLies: 0,
    blockedCells: 0,
    blockedCalledFine: 0,
    silentCalledFine: 0,
    shares: 0,
    shareError: 0,
    largeCells: 0,
    spokenFor: 0,
    begins: 0,
    beginsOff: 0,
  };
}

export function addGrades(to: Grades, more: Grades): void {
  for (const key of Object.keys(to) as (keyof Grades)[]) to[key] += more[key];
}

const percent = (part: number, all: number) => (all === 0 ? null : Number(((100 * part) / all).toFixed(3)));

/** @returns the figures as they are printed, beside the goals */
export function summary(grades: Grades, judgesShares: boolean): Record<string, unknown> {
  const { outages, seen, seenWider, wellCells, falseAlarms, confirmedLies } = grades;
  const common = {
    outages: {
      of: outages,
      seenPercent: percent(seen + seenWider, outages),
      byOwnCell: seen,
      byWiderCell: seenWider,
    },
    falseAlarms: {
      of: wellCells,
      percent: percent(falseAlarms, wellCells),
      count: falseAlarms,
      whereABrigadeLied: confirmedLies,
    },
    blocks: { of: grades.blockedCells, calledFine: grades.blockedCalledFine },
    silentPlacesCalledFine: grades.silentCalledFine,
  };
  if (!judgesShares) return common;
  return {
    ...common,
    shares: { of: grades.shares, meanError: Number((grades.shareError / grades.shares).toFixed(4)) },
    largeCells: { of: grades.largeCells, spokenForPercent: percent(grades.spokenFor, grades.largeCells) },
    begins: { of: grades.begins, offByMoreThanTwoHours: grades.beginsOff },
  };
}
