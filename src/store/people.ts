import { randomInt } from 'node:crypto';
import type { Database } from './database.ts';
import { slot } from './database.ts';
import type { KeyFile } from './key-file.ts';
import { type Pseudonym, pseudonymsOf } from './pseudonyms.ts';
import { firstReportId } from './report-id.ts';

/** 7 days must lie between a person's first day and the day of a report that counts as established. */
export const DAYS_TO_ESTABLISH = 7;
const PERSON_IDS = 2 ** 47;

/** Whether a person's word may decide. A purged person stays a newcomer until the purge is undone. */
export const TRUST = { purged: -1, none: 0, established: 1 } as const;

/** A pseudonym's row. */
export interface Person {
  readonly id: number;
  readonly epoch: number;
  readonly language: string | null;
  /** UTC day of the first report, counted from 1970; null before it. */
  readonly first_day: number | null;
  readonly trust: number;
}

export interface People {
  /** @returns the person's rows under the living keys, the newest first; none for a stranger. */
  find(platform: string, userId: string): Promise<Person[]>;
  /**
   * The person's row in the present epoch, made where missing. One who returns from the last epoch brings
   * language, first day and trust along, and the reports made from `openSince` on; older ones are not linked.
   *
   * @param openSince start of the earliest day that some zone has not closed, Unix seconds
   */
  admit(platform: string, userId: string, openSince: number): Promise<Person>;
  /**
   * Notes that the person reports at this instant, and decides whether the word counts as an established one:
   * a report today is itself the second active day of somebody first seen seven days ago.
   *
   * @returns the person as it stands now
   */
  arrive(person: Person, at: number): Promise<Person>;
  setLanguage(person: Person, language: string): Promise<void>;
  /** Counts the person as established from the next report on. */
  vouch(person: Person): Promise<void>;
  /** Makes pseudonyms of dead keys unreadable. To be called when the living keys have changed. */
  blankDead(): Promise<void>;
  /** @returns how many people there are in living epochs. */
  count(): Promise<number>;
}

export function createPeople(database: Database, keys: KeyFile): People {
  const { kysely } = database;
  const byPseudonym = database.prepare<Person>(
    kysely
      .selectFrom('people')
      .select(['id', 'epoch', 'language', 'first_day', 'trust'])
      .where('pseudonym', '=', slot<Buffer>('pseudonym')),
  );
  const insert = database.prepare(
    kysely.insertInto('people').values({
      id: slot('id'),
      pseudonym: slot('pseudonym'),
      epoch: slot('epoch'),
      platform: slot('platform'),
      language: slot('language'),
      first_day: slot('first_day'),
      trust: slot('trust'),
    }),
  );
  const setStanding = database.prepare(
    kysely
      .updateTable('people')
      .set({ first_day: slot('first_day'), trust: slot('trust') })
      .where('id', '=', slot<number>('id')),
  );

  const known = (pseudonyms: readonly Pseudonym[]): Person[] =>
    pseudonyms.flatMap(({ value }) => byPseudonym.get({ pseudonym: value }) ?? []);

  const create = (platform: string, pseudonym: Pseudonym, former: Person | undefined): Person => {
    const person = {
      id: randomInt(PERSON_IDS),
      epoch: pseudonym.epoch,
      language: former?.language ?? null,
      first_day: former?.first_day ?? null,
      trust: former?.trust ?? TRUST.none,
    };
    insert.run({ ...person, pseudonym: pseudonym.value, platform });
    return person;
  };

  return {
    find: async (platform, userId) => known(pseudonymsOf(keys, platform, userId)),

    admit: async (platform, userId, openSince) => {
      const pseudonyms = pseudonymsOf(keys, platform, userId);
      const [former] = known(pseudonyms);
      const [current] = pseudonyms;
      if (!current) throw new Error('the key file holds no key');
      if (former?.epoch === current.epoch) return former;
      const person = create(platform, current, former);
      if (former) {
        await database.kysely
          .updateTable('reports')
          .set({ person: person.id })
          .where('person', '=', former.id)
          .where('id', '>=', firstReportId(openSince))
          .execute();
      }
      return person;
    },

    arrive: async (person, at) => {
      const day = Math.floor(at / 86_400);
      const first_day = Math.min(person.first_day ?? day, day);
      const due = person.trust === TRUST.none && day - first_day >= DAYS_TO_ESTABLISH;
      const trust = due ? TRUST.established : person.trust;
      if (first_day !== person.first_day || trust !== person.trust) {
        setStanding.run({ id: person.id, first_day, trust });
      }
      return { ...person, first_day, trust };
    },

    setLanguage: async (person, language) => {
      await database.kysely.updateTable('people').set({ language }).where('id', '=', person.id).execute();
    },

    vouch: async (person) => {
      setStanding.run({ id: person.id, first_day: person.first_day, trust: TRUST.established });
    },

    blankDead: async () => {
      const live = keys.live().map((key) => key.epoch);
      await database.kysely
        .updateTable('people')
        .set({ pseudonym: null, language: null, first_day: null })
        .where('pseudonym', 'is not', null)
        .where('epoch', 'not in', live)
        .execute();
    },

    count: async () => {
      const row = await database.kysely
        .selectFrom('people')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('pseudonym', 'is not', null)
        .executeTakeFirstOrThrow();
      return row.n;
    },
  };
}
