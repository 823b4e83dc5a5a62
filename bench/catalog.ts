/**
 * What the catalog costs at the start: time and memory of loading it and of building the reader on it, in fresh
 * processes, the median of five. Prints one JSON object.
 */
import { spawnSync } from 'node:child_process';
import { median } from './statistics.ts';

const ROUNDS = 5;
const MEASURE = `
  const { loadCatalog } = await import('./src/catalog/catalog.ts');
  const { createReader } = await import('./src/catalog/reader/reader.ts');
  const memory = () => (gc(), process.memoryUsage().rss / 1e6);
  const before = memory();
  const start = performance.now();
  const catalog = loadCatalog();
  const loaded = performance.now();
  const withCatalog = memory();
  const built = performance.now();
  const reader = createReader(catalog);
  reader.read('вотсап казань мтс не работает');
  const ready = performance.now();
  const withReader = memory();
  console.log(JSON.stringify({
    catalogMs: loaded - start, catalogMb: withCatalog - before,
    readerMs: ready - built, readerMb: withReader - withCatalog,
  }));`;

const runs = Array.from({ length: ROUNDS }, () => {
  const args = ['--expose-gc', '--input-type=module', '--eval', MEASURE];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: new URL('../', import.meta.url),
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as Record<string, number>;
});
const keys = Object.keys(runs[0] ?? {});
const result = Object.fromEntries(
  keys.map((key) => [key, Math.round(median(runs.map((run) => run[key] ?? 0)))]),
);
process.stdout.write(`${JSON.stringify(result)}\n`);
