/**
 * Closing one day of a month with ten million reports, and a digest of it: a fresh process each, beside one that only
 * counts the day's rows. Options: `--reports N` (10,000,000), `--keep DIR` to make the database once and use it again.
 * Prints one JSON object; `npm run bench:closing`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { loadCatalog } from '../src/catalog/catalog.ts';
import { OUTCOMES } from '../src/domain/report.ts';
import { firstReportId } from '../src/store/report-id.ts';
import { openStore } from '../src/store/store.ts';
import { createChance } from './country/chance.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({ options: { reports: { type: 'string' }, keep: { type: 'string' } } });
const REPORTS = Number(values.reports ?? 10_000_000);
const DAYS = 30;
const PEOPLE = 400_000;
/** 2026-10-01 in Moscow */
const START = 1_790_802_000;
const DAY = '2026-10-29';
const ROUNDS = 3;
const CHUNK = 100_000;

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'rollcall-closing-'));
mkdirSync(folder, { recursive: true });
const file = join(folder, 'rollcall.db');
const keyFile = join(folder, 'rollcall.key');

/** Rows as an import leaves them, written straight into the tables: an import of ten million takes minutes. */
async function fill(): Promise<void> {
  const catalog = loadCatalog();
  const store = await openStore({ file, keyFile, catalog, now: START + DAYS * 86_400 });
  await store.close();
  const sqlite = new Sqlite(file);
  sqlite.pragma('synchronous = OFF');
  const chance = createChance(3);
  const person = sqlite.prepare(
    "INSERT INTO people (id, pseudonym, epoch, platform, first_day, trust) VALUES (?, NULL, 0, 'import', 0, 1)",
  );
  const report = sqlite.prepare(
    `INSERT OR IGNORE INTO reports (id, person, nth, service, region, city, carrier, network, outcome, symptoms, told, established)
     VALUES (?, ?, 0, ?, ?, ?, ?, NULL, ?, 0, 0, 1)`,
  );
  const regions = new Map(catalog.regions.map(({ id, code }) => [id, code]));
  const homes = Array.from({ length: PEOPLE }, () => ({
    city: catalog.cities[Math.floor(chance.next() ** 3 * 600)],
    carrier: catalog.carriers[Math.floor(chance.next() ** 2 * 20)],
  }));
  const add = (index: number) => {
    const who = Math.floor(chance.next() ** 2 * PEOPLE);
    const { city, carrier } = homes[who] as (typeof homes)[number];
    const at = START + Math.floor((index * DAYS * 86_400) / REPORTS);
    const service = catalog.services[Math.floor(chance.next() ** 2 * 12)];
    const outcome = chance.happens(0.9) ? 0 : chance.whole(1, OUTCOMES.length - 1);
    const id = firstReportId(at) + chance.whole(0, 2 ** 31 - 1);
    report.run(id, who, service?.code, regions.get(city?.regionId ?? ''), city?.code, carrier?.code, outcome);
  };
  sqlite.transaction(() => {
    for (let id = 0; id < PEOPLE; id++) person.run(id);
  })();
  for (let from = 0; from < REPORTS; from += CHUNK)
    sqlite.transaction(() => {
      for (let index = from; index < Math.min(from + CHUNK, REPORTS); index++) add(index);
    })();
  sqlite.close();
}

interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
}

function run(what: string): Figures & Record<string, unknown> {
  const program = new URL('./closing/child.ts', import.meta.url).pathname;
  // As bin/run.js starts the program.
  const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
  const args = [...flags, program, what, file, keyFile, DAY];
  const result = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${what} ended with ${result.status}`);
  return JSON.parse(result.stdout);
}

try {
  if (!existsSync(file)) await fill();
  const kinds = ['count', 'close', 'digest'];
  const rounds = Array.from({ length: ROUNDS }, () => kinds.map(run));
  const figures = kinds.map((kind, index) => {
    const all = rounds.map((round) => round[index] as Figures);
    return [
      kind,
      {
        ...all.at(-1),
        seconds: median(all.map(({ seconds }) => seconds)),
        megabytes: median(all.map(({ megabytes }) => megabytes)),
      },
    ];
  });
  process.stdout.write(
    `${JSON.stringify({ reports: REPORTS, day: DAY, ...Object.fromEntries(figures) }, null, 2)}\n`,
  );
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
