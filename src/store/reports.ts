import type { Span } from '../domain/day.ts';
import { BUCKET_SECONDS, type CountedReport, type Report } from '../domain/report.ts';
import type { CodedReport, Codes } from './codes.ts';
import { byService, type CountedRow } from './counted-reports.ts';
import { type Database, slot } from './database.ts';
import { decideEstablished } from './decide-established.ts';
import { firstReportId, instantOfReport, newReportId } from './report-id.ts';
import { roundHour } from './round-hour.ts';
import { usualCarriers } from './usual-carriers.ts';

/** How many random bits to try again when a row id is taken; a bucket has two thousand million. */
const ID_TRIES = 5;
const CHUNK_ROWS = 2000;

/** What a new report's row holds beside the report. */
export interface Standing {
  readonly established: boolean;
  /** Kept out of every count until a moderator lets it through. */
  readonly held?: boolean;
  readonly purge?: number;
}

export interface Reports {
  /**
   * Keeps a report. Saying the same of a service again within a bucket changes nothing: it is the same voice.
   *
   * @returns whether anything was written
   */
  add(person: number, report: Report, standing: Standing): Promise<boolean>;
  /** Takes back the person's newest report of the bucket. @returns that report, or null when there is none. */
  retract(person: number, bucket: number): Promise<Report | null>;
  /** @returns the newest reports of these rows of one person, newest first. */
  newest(people: readonly number[], limit: number): Promise<Report[]>;
  /**
   * The carriers that people report on in each city, the most used first. Of those that more than k established
   * people named, and by bands: the order tells no more than published numbers do.
   *
   * @param span of closed days
   */
  usualCarriers(span: Span, k: number): Promise<Map<string, string[]>>;
  /** @returns how many reports these rows of one person have. */
  countOf(people: readonly number[]): Promise<number>;
  /** Counted reports (not held, not purged), a list for each service, in time order. To be read once. */
  counted(span: Span): Promise<Iterable<CountedReport[]>>;
  /** @returns the start of the oldest report's bucket, Unix seconds; null when there is none. */
  firstAt(): Promise<number | null>;
  /** All reports of any state, in time order and each person's in the order they were made. */
  everything(): AsyncGenerator<StoredReport>;
  /**
   * Decides once more which reports are established ones: after older reports were added than those there.
   * Only ever raises, since a person's first day can only have become earlier.
   *
   * @param rows rows of one commit
   */
  decideEstablished(rows: number): Promise<void>;
  /** Erases reports and all that is known of a person. What was published stays. */
  forget(people: readonly number[]): Promise<void>;
  /** Erases reports from before the instant, and people who have none left and no living pseudonym. */
  prune(before: number): Promise<void>;
  /** Rounds the times of reports in the span to the full hour; `span` begins and ends on full hours. */
  roundToHours(span: Span): Promise<void>;
}

/** A report with all that is kept beside it, but for the person's pseudonym. */
export interface StoredReport extends Report {
  readonly person: number;
  readonly platform: string;
  readonly state: 'counted' | 'held' | 'purged';
}

interface OwnRow extends CodedReport {
  id: number;
  nth: number;
}

const CONTENT = ['service', 'region', 'city', 'carrier', 'network', 'outcome', 'symptoms', 'told'] as const;

export function createReports(database: Database, codes: Codes): Reports {
  const { kysely } = database;
  const inBucket = database.prepare<OwnRow>(
    kysely
      .selectFrom('reports')
      .select(['id', 'nth', ...CONTENT])
      .where('person', '=', slot<number>('person'))
      .where('id', '>=', slot<number>('from'))
      .where('id', '<', slot<number>('to')),
  );
  const insert = database.prepare(
    kysely
      .insertInto('reports')
      .values({
        id: slot('id'),
        person: slot('person'),
        nth: slot('nth'),
        service: slot('service'),
        region: slot('region'),
        city: slot('city'),
        carrier: slot('carrier'),
        network: slot('network'),
        outcome: slot('outcome'),
        symptoms: slot('symptoms'),
        told: slot('told'),
        established: slot('established'),
        held: slot('held'),
        purge: slot('purge'),
      })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  );
  const newestOf = database.prepare<OwnRow>(
    kysely
      .selectFrom('reports')
      .select(['id', 'nth', ...CONTENT])
      .where('person', '=', slot<number>('person'))
      .orderBy('id', 'desc')
      .limit(slot<number>('limit')),
  );
  const counted = database.prepare<CountedRow>(
    kysely
      .selectFrom('reports')
      .select(['id', 'nth', 'person', 'established', ...CONTENT])
      .where('id', '>=', slot<number>('from'))
      .where('id', '<', slot<number>('to'))
      .where('held', '=', 0)
      .where('purge', 'is', null)
      .orderBy('id'),
  );

  // Sorted here: SQLite would open a temporary table each time, at twice the cost of the whole insert.
  const bucketOf = (person: number, at: number) =>
    inBucket
      .all({ person, from: firstReportId(at), to: firstReportId(at + BUCKET_SECONDS) })
      .sort((a, b) => b.nth - a.nth);
  const decode = (row: OwnRow): Report => codes.decode(row, instantOfReport(row.id));
  const newestFirst = (a: OwnRow, b: OwnRow) =>
    instantOfReport(b.id) - instantOfReport(a.id) || b.nth - a.nth;

  return {
    add: async (person, report, standing) => {
      const row = codes.encode(report);
      const made = bucketOf(person, report.at);
      const [last] = made;
      const onService = made.find((one) => one.service === row.service);
      if (onService && CONTENT.every((column) => onService[column] === row[column])) return false;
      const values = {
        ...row,
        person,
        nth: last ? last.nth + 1 : 0,
        established: standing.established ? 1 : 0,
        held: standing.held ? 1 : 0,
        purge: standing.purge ?? null,
      };
      for (let tries = 0; tries < ID_TRIES; tries++) {
        if (insert.run({ ...values, id: newReportId(report.at) }) === 1) return true;
      }
      throw new Error('no free row id in the bucket');
    },

    retract: async (person, bucket) => {
      const [last] = bucketOf(person, bucket);
      if (!last) return null;
      await database.kysely.deleteFrom('reports').where('id', '=', last.id).execute();
      return decode(last);
    },

    newest: async (people, limit) =>
      people
        // More than asked for, since ids are in random order within a bucket.
        .flatMap((person) => newestOf.all({ person, limit: limit + 8 }))
        .sort(newestFirst)
        .slice(0, limit)
        .map(decode),

    usualCarriers: (span, k) => usualCarriers(database, codes, span, k),

    countOf: async (people) => {
      if (people.length === 0) return 0;
      const row = await database.kysely
        .selectFrom('reports')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('person', 'in', people)
        .executeTakeFirstOrThrow();
      return row.n;
    },

    counted: async ({ start, end }) => {
      const read = () => counted.iterate({ from: firstReportId(start), to: firstReportId(end) });
      return database.transaction(async () => byService(read(), codes));
    },

    firstAt: async () => {
      const row = await database.kysely
        .selectFrom('reports')
        .select((eb) => eb.fn.min('id').as('id'))
        .executeTakeFirst();
      return row?.id == null ? null : instantOfReport(row.id);
    },

    everything: async function* () {
      for (let from = 0; ; ) {
        const rows = await chunkFrom(database, from);
        for (const row of rows) {
          const { person, platform } = row;
          yield { ...decode(row), person, platform, state: stateOf(row) };
        }
        const last = rows.at(-1);
        if (!last) return;
        from = firstReportId(instantOfReport(last.id) + BUCKET_SECONDS);
      }
    },

    decideEstablished: (rows) => decideEstablished(database, rows),

    forget: async (people) => {
      if (people.length === 0) return;
      await database.kysely.deleteFrom('reports').where('person', 'in', people).execute();
      await database.kysely.deleteFrom('people').where('id', 'in', people).execute();
    },

    prune: async (before) => {
      await database.kysely.deleteFrom('reports').where('id', '<', firstReportId(before)).execute();
      await database.kysely
        .deleteFrom('people')
        .where('pseudonym', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('reports').select('id').whereRef('person', '=', 'people.id'))),
        )
        .execute();
    },

    roundToHours: async ({ start, end }) => {
      for (let hour = start; hour < end; hour += 3600) await roundHour(database, hour);
    },
  };
}

/** @returns whether and how a row counts. */
export function stateOf(row: { held: number; purge: number | null }): StoredReport['state'] {
  if (row.purge !== null) return 'purged';
  return row.held ? 'held' : 'counted';
}

/** The reports of the first bucket from that id on, and of as many whole buckets after it as is quick to read. */
async function chunkFrom(database: Database, from: number) {
  const first = await database.kysely
    .selectFrom('reports')
    .select('id')
    .where('id', '>=', from)
    .orderBy('id')
    .limit(CHUNK_ROWS)
    .execute();
  const last = first.at(-1);
  if (!last) return [];
  const rows = await database.kysely
    .selectFrom('reports')
    .innerJoin('people', 'people.id', 'reports.person')
    .select(['reports.id', 'nth', 'person', 'platform', 'held', 'purge', ...CONTENT])
    .where('reports.id', '>=', from)
    .where('reports.id', '<', firstReportId(instantOfReport(last.id) + BUCKET_SECONDS))
    .execute();
  return rows.sort(
    (a, b) => instantOfReport(a.id) - instantOfReport(b.id) || a.person - b.person || a.nth - b.nth,
  );
}
