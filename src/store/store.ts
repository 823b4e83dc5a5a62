import { type Channels, createChannels } from './channels.ts';
import { type CodedCatalog, createCodes } from './codes.ts';
import { type Corrections, createCorrections } from './corrections.ts';
import { type Database, openDatabase } from './database.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createGaps, type Gaps } from './gaps.ts';
import { createHandled, type Handled } from './handled.ts';
import { type KeyFile, openKeyFile } from './key-file.ts';
import { createNews, type News } from './news.ts';
import { createPeople, type People } from './people.ts';
import { createPosts, type Posts } from './posts.ts';
import { createPurges, type Purges } from './purges.ts';
import { createReports, type Reports } from './reports.ts';
import { createResults, type Results } from './results.ts';

/** All that is at rest. */
export interface Store {
  readonly database: Database;
  readonly keys: KeyFile;
  readonly people: People;
  readonly reports: Reports;
  readonly handled: Handled;
  readonly purges: Purges;
  readonly channels: Channels;
  readonly deliveries: Deliveries;
  readonly posts: Posts;
  readonly corrections: Corrections;
  readonly news: News;
  readonly results: Results;
  readonly gaps: Gaps;
  close(): Promise<void>;
}

/**
 * Opens database and key file, and makes them where missing.
 *
 * @param now Unix seconds
 * @throws DatabaseRefused, KeyFileRefused
 */
export async function openStore(options: {
  file: string;
  keyFile: string;
  catalog: CodedCatalog;
  now: number;
}): Promise<Store> {
  const { file, keyFile, catalog, now } = options;
  const keys = await openKeyFile(keyFile, now);
  const database = await openDatabase(file);
  const codes = createCodes(catalog);
  return {
    database,
    keys,
    people: createPeople(database, keys),
    reports: createReports(database, codes),
    handled: createHandled(database, keys),
    purges: createPurges(database, codes, catalog),
    channels: createChannels(database),
    deliveries: createDeliveries(database),
    posts: createPosts(database),
    corrections: createCorrections(database),
    news: createNews(database),
    results: createResults(database),
    gaps: createGaps(database),
    close: () => database.close(),
  };
}
