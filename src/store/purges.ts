import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Span } from '../domain/day.ts';
import { type Report, toBucket } from '../domain/report.ts';
import type { CodedCatalog, Codes } from './codes.ts';
import type { Database } from './database.ts';
import { TRUST } from './people.ts';
import { firstReportId, instantOfReport } from './report-id.ts';
import { type StoredReport, stateOf } from './reports.ts';
import type { Schema } from './schema.ts';

/** For so long a purge can be taken back. */
const UNDO_SECONDS = 30 * 86_400;

/** Which reports: every condition that is set must hold. */
export interface Selection {
  readonly service?: string;
  readonly region?: string;
  readonly city?: string;
  readonly carrier?: string;
  readonly span?: Span;
  /** Row ids of reports. */
  readonly reports?: readonly number[];
  /** Row ids of people: everything they said. */
  readonly people?: readonly number[];
}

/** What a purge would take, or took. */
export interface Extent {
  readonly reports: number;
  readonly people: number;
  /** How many of these people are established. */
  readonly established: number;
}

/** A report as moderators see it; the row ids stay inside the program. */
export interface ListedReport extends Report {
  readonly id: number;
  readonly person: number;
  readonly established: boolean;
  readonly state: StoredReport['state'];
}

export interface Purge {
  readonly id: number;
  readonly moderator: string;
  readonly scope: string;
  readonly doneAt: number;
  readonly undone: boolean;
  readonly reports: number;
}

export interface Purges {
  /** @returns matching reports of any state, the newest first. */
  recent(selection: Selection, limit: number): Promise<ListedReport[]>;
  /** @returns what `purge` would take now: reports that are not purged yet. */
  preview(selection: Selection): Promise<Extent>;
  /**
   * Takes reports out of every count, and their people's standing with them. Nothing is erased.
   *
   * @param moderator the name from the settings
   * @param scope what was purged, in the catalog's words
   * @returns the purge's number, by which it is undone
   */
  purge(selection: Selection, by: { moderator: string; scope: string; now: number }): Promise<number>;
  /** Makes an empty purge, for reports that come in as purged. @returns its number. */
  open(by: { moderator: string; scope: string; now: number }): Promise<number>;
  /** Brings everything back as it was. @returns the extent, or why not. */
  undo(
    id: number,
    by: { moderator: string; now: number },
  ): Promise<Extent | 'unknown' | 'undone' | 'too_old'>;
  /** @returns the time of a purge's reports, from the first to the last; null when it has none. */
  spanOf(id: number): Promise<Span | null>;
  /** @returns the newest purges. */
  list(limit: number): Promise<Purge[]>;
}

type Column = 'service' | 'region' | 'city' | 'carrier';
type Where = (eb: ExpressionBuilder<Schema, 'reports'>) => ExpressionWrapper<Schema, 'reports', SqlBool>;

export function createPurges(database: Database, codes: Codes, catalog: CodedCatalog): Purges {
  const coded = (selection: Selection): (readonly [Column, number | null])[] => {
    const codeOf = (rows: CodedCatalog['services'], id: string | undefined) =>
      id === undefined ? null : (rows.find((row) => row.id === id)?.code ?? -1);
    return [
      ['service', codeOf(catalog.services, selection.service)],
      ['region', codeOf(catalog.regions, selection.region)],
      ['city', codeOf(catalog.cities, selection.city)],
      ['carrier', codeOf(catalog.carriers, selection.carrier)],
    ];
  };

  const where =
    (selection: Selection): Where =>
    (eb) => {
      const { span, reports, people } = selection;
      const conditions = coded(selection).flatMap(([column, code]) =>
        code === null ? [] : [eb(column, '=', code)],
      );
      if (span)
        conditions.push(eb('id', '>=', firstReportId(span.start)), eb('id', '<', firstReportId(span.end)));
      if (reports) conditions.push(eb('id', 'in', reports));
      if (people) conditions.push(eb('person', 'in', people));
      return eb.and(conditions);
    };

  const extent = async (condition: Where): Promise<Extent> => {
    const row = await database.kysely
      .selectFrom('reports')
      .where(condition)
      .select(({ fn, selectFrom }) => [
        fn.countAll<number>().as('reports'),
        fn.count<number>('person').distinct().as('people'),
        selectFrom('people')
          .where('trust', '=', TRUST.established)
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('reports')
              .where(condition as never)
              .select('person'),
          )
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .as('established'),
      ])
      .executeTakeFirstOrThrow();
    return { reports: row.reports, people: row.people, established: row.established ?? 0 };
  };

  const live =
    (selection: Selection): Where =>
    (eb) =>
      eb.and([where(selection)(eb), eb('purge', 'is', null)]);

  const open = async ({ moderator, scope, now }: { moderator: string; scope: string; now: number }) => {
    const { id } = await database.kysely
      .insertInto('purges')
      .values({ moderator, scope, done_at: toBucket(now), undone_at: null, undone_by: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };

  return {
    open,

    recent: async (selection, limit) => {
      const rows = await database.kysely
        .selectFrom('reports')
        .selectAll()
        .where(where(selection))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...codes.decode(row, instantOfReport(row.id)),
        id: row.id,
        person: row.person,
        established: row.established === 1,
        state: stateOf(row),
      }));
    },

    preview: (selection) => extent(live(selection)),

    purge: (selection, { moderator, scope, now }) =>
      database.transaction(async () => {
        const { kysely } = database;
        const id = await open({ moderator, scope, now });
        await kysely
          .updateTable('reports')
          .set({ purge: id })
          .where(live(selection) as never)
          .execute();
        await kysely
          .insertInto('purged_people')
          .columns(['purge', 'person', 'trust_before'])
          .expression((eb) =>
            eb
              .selectFrom('people')
              .where('id', 'in', (sub) => sub.selectFrom('reports').where('purge', '=', id).select('person'))
              .select((sub) => [sub.val(id).as('purge'), 'id', 'trust']),
          )
          .execute();
        await kysely
          .updateTable('people')
          .set({ trust: TRUST.purged })
          .where('id', 'in', (eb) => eb.selectFrom('purged_people').where('purge', '=', id).select('person'))
          .execute();
        return id;
      }),

    undo: (id, { moderator, now }) =>
      database.transaction(async () => {
        const { kysely } = database;
        const purge = await kysely.selectFrom('purges').selectAll().where('id', '=', id).executeTakeFirst();
        if (!purge) return 'unknown';
        if (purge.undone_at !== null) return 'undone';
        if (now - purge.done_at > UNDO_SECONDS) return 'too_old';
        await restoreTrust(database, id);
        // Counted with their standing back, as in the preview, and while the purge still names them.
        const taken = await extent((eb) => eb.and([eb('purge', '=', id)]));
        await kysely.updateTable('reports').set({ purge: null }).where('purge', '=', id).execute();
        await kysely
          .updateTable('purges')
          .set({ undone_at: toBucket(now), undone_by: moderator })
          .where('id', '=', id)
          .execute();
        return taken;
      }),

    spanOf: async (id) => {
      const { first, last } = await database.kysely
        .selectFrom('reports')
        .select(({ fn }) => [fn.min<number | null>('id').as('first'), fn.max<number | null>('id').as('last')])
        .where('purge', '=', id)
        .executeTakeFirstOrThrow();
      if (first === null || last === null) return null;
      return { start: instantOfReport(first), end: instantOfReport(last) };
    },

    list: async (limit) => {
      const rows = await database.kysely
        .selectFrom('purges')
        .leftJoin('reports', 'reports.purge', 'purges.id')
        .groupBy('purges.id')
        .orderBy('purges.id', 'desc')
        .limit(limit)
        .select(['purges.id', 'moderator', 'scope', 'done_at', 'undone_at'])
        .select((eb) => eb.fn.count<number>('reports.id').as('reports'))
        .execute();
      return rows.map((row) => ({
        id: row.id,
        moderator: row.moderator,
        scope: row.scope,
        doneAt: row.done_at,
        undone: row.undone_at !== null,
        reports: row.reports,
      }));
    },
  };
}

/** A person whom another purge, still in force, took as well stays purged, and gets the older standing back there. */
async function restoreTrust(database: Database, purge: number): Promise<void> {
  const rows = await database.kysely
    .selectFrom('purged_people')
    .select(['person', 'trust_before'])
    .where('purge', '=', purge)
    .execute();
  for (const { person, trust_before } of rows) {
    const later = await database.kysely
      .selectFrom('purged_people')
      .innerJoin('purges', 'purges.id', 'purged_people.purge')
      .select('purged_people.purge')
      .where('person', '=', person)
      .where('undone_at', 'is', null)
      .where('purged_people.purge', '>', purge)
      .orderBy('purged_people.purge')
      .executeTakeFirst();
    if (later) {
      await database.kysely
        .updateTable('purged_people')
        .set({ trust_before })
        .where('purge', '=', later.purge)
        .where('person', '=', person)
        .execute();
    } else {
      await database.kysely
        .updateTable('people')
        .set({ trust: trust_before })
        .where('id', '=', person)
        .execute();
    }
  }
}
