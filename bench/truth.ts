/**
 * What is published, held against what was so: simulated countries are imported, their days closed and every cell
 * compared. Beside it, on the same reports, a counter of complaints, and our own rules with everybody established.
 * Options: `--seed N` (1), `--countries N` (4), `--people N` (8000), `--days N` (45), `--rate N` reports a day of one
 * person (0.2). Prints one JSON object; `npm run bench:truth`. The first 14 days are not judged.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Catalog, loadCatalog } from '../src/catalog/catalog.ts';
import { createClosing } from '../src/digest/close-day.ts';
import { addDays, daySpan, localDay } from '../src/domain/day.ts';
import { toBucket } from '../src/domain/report.ts';
import type { DayOptions } from '../src/domain/settle-day.ts';
import { importReports } from '../src/exchange/import-reports.ts';
import { formatLine } from '../src/exchange/report-line.ts';
import { DAYS_TO_ESTABLISH } from '../src/store/people.ts';
import { openStore } from '../src/store/store.ts';
import { createChance } from './country/chance.ts';
import { complaintCounter, everybodyEstablished, type Judge } from './country/controls.ts';
import { type Country, inventCountry } from './country/country.ts';
import { gradeDay, type Known, type Verdicts, verdictsOf } from './country/grade-day.ts';
import { addGrades, type Grades, noGrades, summary } from './country/grades.ts';
import { inventReports, type Told } from './country/reports.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    countries: { type: 'string', default: '4' },
    people: { type: 'string', default: '8000' },
    days: { type: 'string', default: '45' },
    rate: { type: 'string', default: '0.2' },
  },
});
const ZONE = 'Europe/Moscow';
const K = 5;
/** 2026-10-01 in Moscow */
const START = 1_790_802_000;
const NOT_JUDGED = 14;
const DAYS = Number(values.days);
const CITIES = 60;
const OUTAGES = 80;
const BRIGADES = 10;

type Judges = Readonly<Record<'rollcall' | 'complaints' | 'everybody', Grades>>;

function lineOf({ at, reporter, service, city, region, line, outcome }: Told): string {
  const report = { at, service, outcome, region, city, ...line, symptoms: [], told: false };
  return formatLine({ report, reporter, platform: 'import', state: 'counted' });
}

/** Imports what was told and closes its days, as the program does. */
async function published(told: readonly Told[], catalog: Catalog): Promise<Map<string, Verdicts>> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-truth-'));
  const now = START + (DAYS + 1) * 86_400;
  const store = await openStore({
    file: join(folder, 'rollcall.db'),
    keyFile: join(folder, 'rollcall.key'),
    catalog,
    now,
  });
  try {
    const lines = (async function* () {
      for (const one of told) yield lineOf(one);
    })();
    const badLine = (number: number, reason: string) => {
      throw new Error(`line ${number}: ${reason}`);
    };
    await importReports(store, catalog, lines, { badLine, strict: true, now });
    const services = catalog.services.map(({ id }) => id);
    const closing = createClosing({ ...store, k: K, services, restrictions: [] });
    await closing.closeDays(ZONE, now);
    const verdicts = new Map<string, Verdicts>();
    for (const day of days()) verdicts.set(day, verdictsOf(await closing.resultsOf(ZONE, day)));
    return verdicts;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function days(): string[] {
  return Array.from({ length: DAYS }, (_, index) => addDays(localDay(START, ZONE), index));
}

/** As the store decides: seven days after the first report. */
function counted(told: readonly Told[]): Known[] {
  const people = new Map<string, { person: number; first: number }>();
  return told.map(({ reporter, line, at, ...one }) => {
    const day = Math.floor(at / 86_400);
    const known = people.get(reporter) ?? { person: people.size, first: day };
    people.set(reporter, known);
    const established = day - known.first >= DAYS_TO_ESTABLISH;
    return {
      ...one,
      ...line,
      at: toBucket(at),
      person: known.person,
      established,
      told: false,
      symptoms: [],
    };
  });
}

function judgeCountry(
  country: Country,
  known: readonly Known[],
  ours: ReadonlyMap<string, Verdicts>,
  judges: Judges,
): void {
  const controls: [Grades, Judge][] = [
    [judges.complaints, complaintCounter()],
    [judges.everybody, everybodyEstablished()],
  ];
  for (const [index, day] of days().entries()) {
    const span = daySpan(day, ZONE);
    const reports = known.filter(({ at }) => at >= span.start && at < span.end);
    const options: DayOptions = {
      day,
      zone: ZONE,
      k: K,
      services: [],
      restrictions: [],
      gaps: [],
      deafHours: 0,
    };
    const verdicts = controls.map(([grades, judge]) => [grades, judge(reports, options)] as const);
    if (index < NOT_JUDGED) continue;
    const today = { country, span, k: K, reports };
    gradeDay(judges.rollcall, today, ours.get(day) as Verdicts);
    for (const [grades, verdict] of verdicts) gradeDay(grades, today, verdict);
  }
}

const catalog = loadCatalog();
const totals: Judges = { rollcall: noGrades(), complaints: noGrades(), everybody: noGrades() };
let reports = 0;
for (let number = 0; number < Number(values.countries); number++) {
  const chance = createChance(Number(values.seed) + number);
  const shape = {
    start: START,
    days: DAYS,
    people: Number(values.people),
    cities: CITIES,
    rate: Number(values.rate),
    outages: OUTAGES,
    brigades: BRIGADES,
  };
  const country = inventCountry(catalog, shape, chance);
  const told = inventReports(country, chance);
  reports += told.length;
  const judges: Judges = { rollcall: noGrades(), complaints: noGrades(), everybody: noGrades() };
  judgeCountry(country, counted(told), await published(told, catalog), judges);
  for (const name of Object.keys(totals) as (keyof Judges)[]) addGrades(totals[name], judges[name]);
}
const figures = {
  countries: Number(values.countries),
  reports,
  rollcall: summary(totals.rollcall, true),
  complaintCounter: summary(totals.complaints, false),
  everybodyEstablished: summary(totals.everybody, false),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
