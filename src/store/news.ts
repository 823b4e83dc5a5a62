import type { Span } from '../domain/day.ts';
import type { Database } from './database.ts';

/** A press story that a moderator marked. */
export interface StoredNews {
  readonly id: number;
  /** Hours since 1970. */
  readonly hour: number;
  /** Null for messengers at large. */
  readonly service: string | null;
  readonly moderator: string;
}

export interface News {
  /** Marks an hour; one that is marked stays as it is. @returns the mark's number. */
  add(mark: Omit<StoredNews, 'id'>): Promise<number>;
  /** @returns false when there is no such mark. */
  remove(id: number): Promise<boolean>;
  /** @returns the marks of that time, in its order. */
  within(span: Span): Promise<StoredNews[]>;
  /** @returns the newest marks. */
  newest(limit: number): Promise<StoredNews[]>;
}

export function createNews(database: Database): News {
  return {
    add: ({ hour, service, moderator }) =>
      database.transaction(async () => {
        const known = await database.kysely
          .selectFrom('news')
          .select('id')
          .where('hour', '=', hour)
          .where('service', 'is', service)
          .executeTakeFirst();
        if (known) return known.id;
        const { id } = await database.kysely
          .insertInto('news')
          .values({ hour, service, moderator })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),

    remove: async (id) => {
      const { numDeletedRows } = await database.kysely
        .deleteFrom('news')
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    within: ({ start, end }) =>
      database.kysely
        .selectFrom('news')
        .selectAll()
        .where('hour', '>=', Math.ceil(start / 3600))
        .where('hour', '<', Math.ceil(end / 3600))
        .orderBy('hour')
        .orderBy('id')
        .execute(),

    newest: (limit) =>
      database.kysely
        .selectFrom('news')
        .selectAll()
        .orderBy('hour', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
  };
}
