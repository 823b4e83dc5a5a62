/**
 * How long `rollcall import` takes for a month of reports, and their export after it: the real program on a fresh
 * database. Option: `--lines N` (1,000,000). Prints one JSON object.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog } from '../src/catalog/catalog.ts';
import { OUTCOMES } from '../src/domain/report.ts';
import { randomSource } from './statistics.ts';

const { values } = parseArgs({ options: { lines: { type: 'string' } } });
const LINES = Number(values.lines ?? 1_000_000);
const DAYS = 30;
const PEOPLE = 40_000;
/** 2026-10-01 */
const START = 1_790_812_800;
const CHUNK = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
const program = new URL('../src/main.ts', import.meta.url).pathname;

function writeLines(file: string): void {
  const catalog = loadCatalog();
  const random = randomSource(11);
  // Squared, so that the first rows are named far more often than the last.
  const pick = <T>(rows: readonly T[]): T => rows[Math.floor(random() ** 2 * rows.length)] as T;
  const line = (index: number) =>
    JSON.stringify({
      at: new Date((START + Math.floor((index * DAYS * 86_400) / LINES)) * 1000).toISOString(),
      service: pick(catalog.services).id,
      outcome: pick(OUTCOMES),
      reporter: `r${Math.floor(random() * PEOPLE)}`,
      city: pick(catalog.cities).id,
      carrier: pick(catalog.carriers).id,
    });
  const handle = openSync(file, 'w');
  for (let from = 0; from < LINES; from += CHUNK) {
    const count = Math.min(CHUNK, LINES - from);
    writeSync(handle, `${Array.from({ length: count }, (_, index) => line(from + index)).join('\n')}\n`);
  }
  closeSync(handle);
}

function run(args: readonly string[], output: 'pipe' | number): { seconds: number; text: string } {
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${join(folder, 'rollcall.db')}`,
    KEY_FILE: join(folder, 'rollcall.key'),
  };
  const start = performance.now();
  const result = spawnSync(process.execPath, [program, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', output, 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${args[0]} ended with ${result.status}`);
  return { seconds: Math.round((performance.now() - start) / 100) / 10, text: String(result.stdout ?? '') };
}

try {
  const lines = join(folder, 'lines.jsonl');
  writeLines(lines);
  const imported = run(['import', lines], 'pipe');
  const copy = join(folder, 'export.jsonl');
  const exported = run(['export'], openSync(copy, 'w'));
  const result = {
    import: { ...JSON.parse(imported.text), seconds: imported.seconds },
    export: { megabytes: Math.round(statSync(copy).size / 1_000_000), seconds: exported.seconds },
    database: { bytesPerReport: Math.round(statSync(join(folder, 'rollcall.db')).size / LINES) },
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
