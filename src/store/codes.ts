import { NETWORKS, OUTCOMES, type Report } from '../domain/report.ts';

interface Coded {
  readonly id: string;
  readonly code: number;
}

/** The part of the catalog that the store needs. */
export interface CodedCatalog {
  readonly services: readonly Coded[];
  readonly symptoms: readonly Coded[];
  readonly carriers: readonly Coded[];
  readonly cities: readonly Coded[];
  readonly regions: readonly Coded[];
}

/** A report as its row holds it: numbers for the catalog's ids. */
export interface CodedReport {
  service: number;
  region: number | null;
  city: number | null;
  carrier: number | null;
  network: number | null;
  outcome: number;
  symptoms: number;
  told: number;
}

/** Translates between the catalog's ids and the numbers that stand for them in rows. */
export interface Codes {
  /** @throws RangeError for an id that the catalog does not have */
  encode(report: Report): CodedReport;
  decode(row: CodedReport, at: number): Report;
  readonly city: (code: number) => string;
  readonly carrier: (code: number) => string;
}

export function createCodes(catalog: CodedCatalog): Codes {
  const services = table('service', catalog.services);
  const symptoms = table('symptom', catalog.symptoms);
  const carriers = table('carrier', catalog.carriers);
  const cities = table('city', catalog.cities);
  const regions = table('region', catalog.regions);
  const sets = symptomSets(catalog.symptoms);
  return {
    encode: (report) => ({
      service: services.code(report.service),
      region: report.region === null ? null : regions.code(report.region),
      city: report.city === null ? null : cities.code(report.city),
      carrier: report.carrier === null ? null : carriers.code(report.carrier),
      network: report.network === null ? null : NETWORKS.indexOf(report.network),
      outcome: OUTCOMES.indexOf(report.outcome),
      symptoms: report.symptoms.reduce((mask, id) => mask | (1 << symptoms.code(id)), 0),
      told: report.told ? 1 : 0,
    }),
    decode: (row, at) => ({
      at,
      service: services.id(row.service),
      outcome: item(OUTCOMES, row.outcome),
      region: row.region === null ? null : regions.id(row.region),
      city: row.city === null ? null : cities.id(row.city),
      carrier: row.carrier === null ? null : carriers.id(row.carrier),
      network: row.network === null ? null : item(NETWORKS, row.network),
      symptoms: sets(row.symptoms),
      told: row.told === 1,
    }),
    city: cities.id,
    carrier: carriers.id,
  };
}

function table(kind: string, rows: readonly Coded[]) {
  const codes = new Map(rows.map((row) => [row.id, row.code]));
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  const known = <T>(value: T | undefined): T => {
    if (value === undefined) throw new RangeError(`no such ${kind} in the catalog`);
    return value;
  };
  return { code: (id: string) => known(codes.get(id)), id: (code: number) => known(ids.get(code)) };
}

/** Sets of symptoms recur: each is built once. */
function symptomSets(rows: readonly Coded[]): (mask: number) => readonly string[] {
  const sets = new Map<number, readonly string[]>();
  return (mask) => {
    let set = sets.get(mask);
    if (!set) {
      set = rows.filter((row) => mask & (1 << row.code)).map((row) => row.id);
      sets.set(mask, set);
    }
    return set;
  };
}

function item<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError('no such code');
  return value;
}
