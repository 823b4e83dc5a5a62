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
    yield inOrder(numbers).map((index) => unpack(numbers, index, codes));
  }
}

/** @returns where the rows begin, in time order and each person's in the order they were made */
function inOrder(numbers: readonly number[]): number[] {
  const width = FIELDS.length;
  const at = (index: number, field: (typeof FIELDS)[number]) =>
    numbers[index + FIELDS.indexOf(field)] as number;
  return Array.from({ length: numbers.length / width }, (_, row) => row * width).sort(
    (a, b) =>
      instantOfReport(at(a, 'id')) - instantOfReport(at(b, 'id')) ||
      at(a, 'person') - at(b, 'person') ||
      at(a, 'nth') - at(b, 'nth'),
  );
}

function unpack(numbers: readonly number[], from: number, codes: Codes): CountedReport {
  const row: Record<string, number | null> = {};
  for (let offset = 0; offset < FIELDS.length; offset++) {
    const number = numbers[from + offset] as number;
    row[FIELDS[offset] as string] = number === NONE ? null : number;
  }
  const { id, person, established } = row as unknown as CountedRow;
  return {
    ...codes.decode(row as unknown as CountedRow, instantOfReport(id)),
    person,
    established: established === 1,
  };
}
