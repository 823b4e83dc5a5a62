import type { CountedReport } from '../domain/report.ts';
import type { CodedReport, Codes } from './codes.ts';
import { instantOfReport } from './report-id.ts';

/** A report's row as it is counted. */
export interface CountedRow extends CodedReport {
  readonly id: number;
  readonly nth: number;
  readonly person: number;
  readonly established: number;
}

const FIELDS = [
  'id',
  'nth',
  'person',
  'established',
  'service',
  'region',
  'city',
  'carrier',
  'network',
  'outcome',
  'symptoms',
  'told',
] as const;
/** Stands for null; no code is negative. */
const NONE = -1;

/**
 * Takes rows up as plain numbers and gives them as reports one service after the other: a busy day has hundreds of
 * thousands, and all of them as objects at once would not fit a small machine.
 *
 * @returns for each service its reports, in time order and each person's in the order they were made
 */
export function byService(rows: Iterable<CountedRow>, codes: Codes): Iterable<CountedReport[]> {
  const services = new Map<number, number[]>();
  for (const row of rows) {
    const numbers = services.get(row.service) ?? [];
    services.set(row.service, numbers);
    for (const field of FIELDS) numbers.push(row[field] ?? NONE);
  }
  return unpackEach(services, codes);
}

function* unpackEach(services: Map<number, number[]>, codes: Codes): Generator<CountedReport[]> {
  for (const [service, numbers] of services) {
    services.delete(service);
    yield inOrder(unpack(numbers)).map((row) => decode(row, codes));
  }
}

function unpack(numbers: readonly number[]): CountedRow[] {
  const rows = Array.from(
    { length: numbers.length / FIELDS.length },
    () => ({}) as Record<string, number | null>,
  );
  for (const [index, row] of rows.entries()) {
    for (const [offset, field] of FIELDS.entries()) {
      const number = numbers[index * FIELDS.length + offset] as number;
      row[field] = number === NONE ? null : number;
    }
  }
  return rows as unknown as CountedRow[];
}

function inOrder(rows: CountedRow[]): CountedRow[] {
  return rows.sort(
    (a, b) => instantOfReport(a.id) - instantOfReport(b.id) || a.person - b.person || a.nth - b.nth,
  );
}

function decode(row: CountedRow, codes: Codes): CountedReport {
  const { person, established } = row;
  return { ...codes.decode(row, instantOfReport(row.id)), person, established: established === 1 };
}
