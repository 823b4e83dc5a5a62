/**
 * Durable ingest: our `reports.add`, a hundred to a commit, against the same row written by hand with
 * better-sqlite3, same tables, indexes and pragmas. The two take turns in short slices, so that both meet the
 * same noise. Prints one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { loadCatalog } from '../src/catalog/catalog.ts';
import { OUTCOMES, type Report } from '../src/domain/report.ts';
import { createCodes } from '../src/store/codes.ts';
import { openDatabase } from '../src/store/database.ts';
import { newReportId } from '../src/store/report-id.ts';
import { createReports } from '../src/store/reports.ts';
import { median, randomSource } from './statistics.ts';

const SLICES = 60;
const BATCHES = 10;
const BATCH = 100;
const PEOPLE = 20_000;
const START = 1_793_491_200;

const catalog = loadCatalog();
const codes = createCodes(catalog);
const random = randomSource(7);
const pick = <T>(rows: readonly T[]): T => rows[Math.floor(random() * rows.length)] as T;

let made = 0;
function nextReport(): { person: number; report: Report } {
  const city = pick(catalog.cities);
  made += 1;
  return {
    person: 1 + Math.floor(random() * PEOPLE),
    report: {
      // Twenty reports a second, far more than there will ever be.
      at: START + Math.floor(made / 18_000) * 900,
      service: pick(catalog.services).id,
      outcome: pick(OUTCOMES),
      region: city.regionId,
      city: city.id,
      carrier: pick(catalog.carriers).id,
      network: null,
      symptoms: ['media'],
      told: false,
    },
  };
}

async function prepareFile(file: string): Promise<void> {
  const database = await openDatabase(file);
  await database.close();
  const sqlite = new Sqlite(file);
  const insert = sqlite.prepare("INSERT INTO people (id, epoch, platform) VALUES (?, 1, 'bench')");
  sqlite.transaction(() => {
    for (let id = 1; id <= PEOPLE; id++) insert.run(id);
  })();
  sqlite.close();
}

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
try {
  const ourFile = join(folder, 'ours', 'rollcall.db');
  const rawFile = join(folder, 'raw', 'rollcall.db');
  await prepareFile(ourFile);
  await prepareFile(rawFile);

  const database = await openDatabase(ourFile);
  const reports = createReports(database, codes);
  const ours = async (batch: ReturnType<typeof nextReport>[]) => {
    await database.transaction(async () => {
      for (const { person, report } of batch) await reports.add(person, report, { established: false });
    });
  };

  const sqlite = new Sqlite(rawFile);
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'cache_size = -16000',
  ]) {
    sqlite.pragma(pragma);
  }
  const insert = sqlite.prepare(
    `INSERT INTO reports (id, person, nth, service, region, city, carrier, network, outcome, symptoms, told, established, held, purge)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const commit = sqlite.transaction((batch: ReturnType<typeof nextReport>[]) => {
    for (const { person, report } of batch) {
      const row = codes.encode(report);
      insert.run(
        newReportId(report.at),
        person,
        0,
        row.service,
        row.region,
        row.city,
        row.carrier,
        row.network,
        row.outcome,
        row.symptoms,
        row.told,
        0,
        0,
        null,
      );
    }
  });
  const raw = async (batch: ReturnType<typeof nextReport>[]) => commit(batch);

  const time = async (write: typeof ours): Promise<number> => {
    const batches = Array.from({ length: BATCHES }, () => Array.from({ length: BATCH }, nextReport));
    const start = performance.now();
    for (const batch of batches) await write(batch);
    return (BATCHES * BATCH * 1000) / (performance.now() - start);
  };

  const rates: { ours: number[]; raw: number[]; ratio: number[] } = { ours: [], raw: [], ratio: [] };
  for (let slice = 0; slice < SLICES; slice++) {
    const first = slice % 2 === 0;
    const a = await time(first ? ours : raw);
    const b = await time(first ? raw : ours);
    const [own, other] = first ? [a, b] : [b, a];
    rates.ours.push(own);
    rates.raw.push(other);
    rates.ratio.push(own / other);
  }
  const result = {
    ours: Math.round(median(rates.ours)),
    raw: Math.round(median(rates.raw)),
    ratio: Number(median(rates.ratio).toFixed(2)),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  await database.close();
  sqlite.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
