import { join } from 'node:path';
import type { Report } from '../../src/domain/report.ts';
import { type CodedCatalog, createCodes } from '../../src/store/codes.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type KeyFile, openKeyFile } from '../../src/store/key-file.ts';
import { createPeople, type People } from '../../src/store/people.ts';
import { createPurges, type Purges } from '../../src/store/purges.ts';
import { createReports, type Reports } from '../../src/store/reports.ts';

/** 2026-11-01 00:00 UTC, a Sunday. */
export const T0 = 1_793_491_200;
export const DAY = 86_400;

const rows = (...ids: string[]) => ids.map((id, index) => ({ id, code: index + 1 }));

export const smallCatalog: CodedCatalog = {
  services: rows('whatsapp', 'telegram', 'max'),
  symptoms: rows('messages', 'media', 'voice-calls', 'login'),
  carriers: rows('mts', 'beeline'),
  cities: rows('kazan', 'moscow'),
  regions: rows('RU-TA', 'RU-MOW'),
};

export interface Fixture {
  readonly file: string;
  readonly keyFile: string;
  readonly database: Database;
  readonly keys: KeyFile;
  readonly people: People;
  readonly reports: Reports;
  readonly purges: Purges;
}

/** A real database and key file in that folder. */
export async function openFixture(folder: string, now = T0): Promise<Fixture> {
  const file = join(folder, 'data', 'rollcall.db');
  const keyFile = join(folder, 'keys', 'rollcall.key');
  const keys = await openKeyFile(keyFile, now);
  const database = await openDatabase(file);
  const codes = createCodes(smallCatalog);
  return {
    file,
    keyFile,
    database,
    keys,
    people: createPeople(database, keys),
    reports: createReports(database, codes),
    purges: createPurges(database, codes, smallCatalog),
  };
}

export function report(at: number, changes: Partial<Report> = {}): Report {
  return {
    at,
    service: 'whatsapp',
    outcome: 'fails',
    region: 'RU-TA',
    city: 'kazan',
    carrier: 'mts',
    network: null,
    symptoms: [],
    told: false,
    ...changes,
  };
}
