import type { Catalog } from '../catalog/catalog.ts';
import { type Person, TRUST } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { BadLine, createLineParser, type ReportLine } from './report-line.ts';

/** Rows of one commit: a long one would keep the running program waiting. */
const COMMIT_ROWS = 1000;

export interface ImportResult {
  readonly added: number;
  /** Lines that were there already. */
  readonly known: number;
  readonly bad: number;
}

export interface ImportOptions {
  /** Called for each bad line, numbered from 1. */
  readonly badLine: (number: number, reason: string) => void;
  /** Ends the import at the first bad line; what was committed before it stays. */
  readonly strict: boolean;
  /** Called after each commit with the number of lines read. */
  readonly progress?: (lines: number) => void;
  /** Now, Unix seconds: reports from the future are bad lines. */
  readonly now: number;
}

/** The import stopped at a bad line, as asked. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
}

/**
 * Reads reports from lines of JSON. Who is established is decided at each report as if they had come in live;
 * where lines are out of order, once more at the end.
 *
 * @throws ImportStopped when strict and a line is bad
 */
export async function importReports(
  store: Store,
  catalog: Catalog,
  lines: AsyncIterable<string>,
  options: ImportOptions,
): Promise<ImportResult> {
  const parse = createLineParser(catalog);
  const people = new Map<string, Person>();
  const result = { added: 0, known: 0, bad: 0 };
  let number = 0;
  let disorder = false;
  let purge: number | null = null;

  const parseLine = (line: string): ReportLine | null => {
    number += 1;
    if (line.trim() === '') return null;
    try {
      const parsed = parse(line);
      if (parsed.report.at > options.now) throw new BadLine('at: in the future');
      return parsed;
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      result.bad += 1;
      options.badLine(number, error.message);
      if (options.strict) throw new ImportStopped(`stopped at line ${number}`);
      return null;
    }
  };

  const personFor = async ({ reporter, platform, report }: ReportLine): Promise<Person> => {
    const key = `${platform}\0${reporter}`;
    const before = people.get(key) ?? (await store.people.admit(platform, `import:${reporter}`, report.at));
    const person = await store.people.arrive(before, report.at);
    if (before.first_day !== null && person.first_day !== null && person.first_day < before.first_day)
      disorder = true;
    people.set(key, person);
    return person;
  };

  const add = async (line: ReportLine) => {
    const person = await personFor(line);
    if (line.state === 'purged')
      purge ??= await store.purges.open({ moderator: 'import', scope: 'import', now: options.now });
    const written = await store.reports.add(person.id, line.report, {
      established: person.trust === TRUST.established,
      held: line.state === 'held',
      ...(line.state === 'purged' && purge !== null && { purge }),
    });
    result[written ? 'added' : 'known'] += 1;
  };

  for await (const chunk of chunks(lines, COMMIT_ROWS)) {
    const parsed: ReportLine[] = [];
    try {
      for (const line of chunk) {
        const report = parseLine(line);
        if (report) parsed.push(report);
      }
    } finally {
      await store.database.transaction(async () => {
        for (const line of parsed) await add(line);
      });
      options.progress?.(number);
    }
  }
  if (disorder) await store.reports.decideEstablished(COMMIT_ROWS);
  return result;
}

async function* chunks(lines: AsyncIterable<string>, size: number): AsyncGenerator<string[]> {
  let chunk: string[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
