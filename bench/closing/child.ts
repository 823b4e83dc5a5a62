/** One job on a database in a process of its own: `count`, `close` or `digest`, file, key file, day. */
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createClosing } from '../../src/digest/close-day.ts';
import { createDigests } from '../../src/digest/digest.ts';
import { addDays, daySpan } from '../../src/domain/day.ts';
import { NO_MEMORY } from '../../src/domain/settle-day.ts';
import { createTexts } from '../../src/locales/texts.ts';
import { firstReportId } from '../../src/store/report-id.ts';
import { openStore } from '../../src/store/store.ts';

const [what, file, keyFile, day] = process.argv.slice(2) as [string, string, string, string];
const ZONE = 'Europe/Moscow';
const catalog = loadCatalog();
const span = daySpan(day, ZONE);
const store = await openStore({ file, keyFile, catalog, now: span.end });

async function count(): Promise<Record<string, unknown>> {
  const row = await store.database.kysely
    .selectFrom('reports')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('id', '>=', firstReportId(span.start))
    .where('id', '<', firstReportId(span.end))
    .where('held', '=', 0)
    .where('purge', 'is', null)
    .executeTakeFirstOrThrow();
  return row;
}

async function close(): Promise<Record<string, unknown>> {
  await store.database.kysely.deleteFrom('day_results').execute();
  const services = catalog.services.map(({ id }) => id);
  const closing = createClosing({ ...store, k: 5, services, restrictions: catalog.restrictions });
  const before = {
    day: addDays(day, -1),
    zone: ZONE,
    method: '0',
    k: 5,
    people: null,
    gaps: [],
    coldStart: false,
    cells: [],
  };
  await store.results.freeze(before, { ...NO_MEMORY, firstDay: '2026-01-01' });
  await closing.closeDays(ZONE, span.end + 3600);
  const result = await closing.resultsOf(ZONE, day);
  return { cells: result.cells.length };
}

async function digest(): Promise<Record<string, unknown>> {
  const digests = createDigests({
    store,
    catalog,
    texts: createTexts(),
    k: 5,
    repeatable: () => false,
    send: async () => '1',
    alert: async () => {},
    pictureFailed: () => {},
  });
  const doc = await digests.show(await digests.closing.resultsOf(ZONE, day), 'ru');
  return { lines: doc.lines.length };
}

const jobs: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = { count, close, digest };
const start = performance.now();
const outcome = await (jobs[what] as () => Promise<Record<string, unknown>>)();
const seconds = Math.round(performance.now() - start) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const megabytes = Math.round(maxRSS / 1024);
// Loading the program included; what a busy machine does not change.
const cpuSeconds = Math.round((userCPUTime + systemCPUTime) / 10_000) / 100;
await store.close();
process.stdout.write(JSON.stringify({ seconds, cpuSeconds, megabytes, ...outcome }));
