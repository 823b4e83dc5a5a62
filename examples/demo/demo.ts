/**
 * The real program on a database that is thrown away at the end, filled with a month of a simulated country.
 * Options: `--language en` (ru), `--people N` (1,500).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Told } from '../../bench/country/reports.ts';
import type { Context } from '../../src/cli/context.ts';
import { openParts, type Parts } from '../../src/cli/parts.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { start } from '../../src/cli/start.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import { createClosing } from '../../src/digest/close-day.ts';
import { addDays, daySpan, daysThrough, localDay, localTime } from '../../src/domain/day.ts';
import { importReports } from '../../src/exchange/import-reports.ts';
import { WHOLE_DIGEST } from '../../src/store/channels.ts';
import { marked } from './marked.ts';
import { DAYS, simulateMonth } from './simulated-month.ts';

const { values } = parseArgs({
  options: { language: { type: 'string' }, people: { type: 'string', default: '1500' } },
});
const context: Context = {
  clock: systemClock,
  input: process.stdin,
  output: marked(process.stdout),
  notices: process.stderr,
};
const say = (text: string) => void context.notices.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const config = parseConfig(
  {
    DATABASE_URL: `sqlite:${join(folder, 'rollcall.db')}`,
    KEY_FILE: join(folder, 'rollcall.key'),
    LOG_LEVEL: 'warn',
    LANGUAGE: values.language,
  },
  () => null,
);

const leave = () => process.exit(130);
process.on('SIGINT', leave).on('SIGTERM', leave);
await fill(config);
process.off('SIGINT', leave).off('SIGTERM', leave);
say(introduction());
await start({ console: true }, config, context);
say('The simulated month is deleted.');

async function fill({ timeZone, language, minPublic }: Config): Promise<void> {
  const now = Math.floor(context.clock.now());
  const parts = await openParts(config, context);
  say('Everything here is simulated: a month of a country that does not exist.');
  await importAll(parts, simulateMonth(parts.catalog, Number(values.people), timeZone, now), now);
  await closeAll(parts, timeZone, minPublic, now);
  // This terminal is a channel, too: the digest of yesterday is due to it at once.
  await parts.store.channels.seed({
    ...WHOLE_DIGEST,
    // A terminal shows none.
    pictures: false,
    platform: 'console',
    chatId: 'console',
    language,
    zone: timeZone,
    digestAt: localTime(now - (now % 3600), timeZone),
    firstDay: addDays(localDay(now, timeZone), -1),
  });
  await parts.close();
}

async function importAll({ store, catalog }: Parts, told: readonly Told[], now: number): Promise<void> {
  say(`Importing ${told.length.toLocaleString('en')} reports …`);
  const progress = createProgress(context, told.length, 'reports');
  store.database.expectMuch();
  await importReports(store, catalog, linesOf(told), {
    strict: true,
    now,
    progress: progress.update,
    badLine: (number, reason) => say(`line ${number}: ${reason}`),
  });
  progress.stop();
}

async function* linesOf(told: readonly Told[]): AsyncGenerator<string> {
  for (const { at, reporter, service, outcome, city, line } of told)
    yield JSON.stringify({
      at: new Date(at * 1000).toISOString(),
      reporter,
      service,
      outcome,
      city,
      ...line,
    });
}

async function closeAll({ store, catalog }: Parts, zone: string, k: number, now: number): Promise<void> {
  say(`Closing ${DAYS} days …`);
  const progress = createProgress(context, DAYS, 'days');
  const services = catalog.services.map(({ id }) => id);
  const closing = createClosing({ ...store, k, services, restrictions: catalog.restrictions });
  const today = localDay(now, zone);
  for (const [index, day] of daysThrough(addDays(today, -DAYS), addDays(today, -1)).entries()) {
    await closing.closeDays(zone, daySpan(day, zone).end);
    progress.update(index + 1);
  }
  progress.stop();
}

function introduction(): string {
  return `
Below is the real program, with you as its moderator. What to try:

  /status                      how services stand today
  /status telegram             one of them
  вотсап казань мтс не грузит фото
                               a report of your own
  /recent max казань           a brigade of 60 new accounts has been lying since two hours ago
  /purge max казань 3h         a preview of its purge; then the number that confirms
  /undo                        … and all of it back

The digest of yesterday is posted to this terminal now, as to a channel. Ctrl+D ends it all.
`;
}
