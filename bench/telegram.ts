/**
 * Our Telegram transport against telegraf and a bare undici loop, all with the same small handler; then the whole
 * program against the same program behind telegraf. Rounds of fresh processes in rotated order, so that all meet the
 * same noise; ratios are taken within a round, and their median is printed. Ours commits durably before it answers or
 * confirms; the others do not, but for the product behind telegraf. Linux only: CPU and memory are read from `/proc`.
 *
 * Options: `--rounds N` (3), `--scale X` (1) for fewer updates.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { median } from './statistics.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, scale: { type: 'string' } } });
const ROUNDS = Number(values.rounds ?? 3);
const SCALE = Number(values.scale ?? 1);
const LOADS = [
  { latency: 0, updates: 20_000 * SCALE },
  { latency: 40, updates: 4_000 * SCALE },
];
/** The default of `TELEGRAM_CONNECTIONS`, and what is taken where answers are slow: they bound the rate then. */
const CONNECTIONS = 50;
const MANY_CONNECTIONS = 500;
const TICKS_PER_SECOND = 100;
/** Of the form that the settings ask for. */
const TOKEN = `1234567:${'b'.repeat(35)}`;

interface Bot {
  readonly name: string;
  readonly program: string;
  readonly args: (apiRoot: string, file: string) => string[];
  /** Where each handled update leaves a row. */
  readonly table: string;
  /** How many it may have open to the API; null where it has no bound. */
  readonly connections: number | null;
}

interface Measured {
  readonly rate: number;
  readonly cpu: number;
  readonly peak: number;
  readonly mostOpen: number;
}

const bench = (name: string) => new URL(`./${name}`, import.meta.url).pathname;
const small = (name: string, program: string, connections: number | null): Bot => ({
  name,
  program: bench(`bots/${program}.ts`),
  args: (apiRoot, file) => [apiRoot, file],
  table: 'reports',
  connections,
});
const product = (name: string, program: string, connections: number | null): Bot => ({
  name,
  program: bench(program),
  args: () => ['start'],
  table: 'handled',
  connections,
});
const TRANSPORTS = [
  small('telegraf', 'telegraf', null),
  small('raw undici', 'raw', CONNECTIONS),
  small('ours', 'ours', CONNECTIONS),
  small('ours, more connections', 'ours', MANY_CONNECTIONS),
];
const PRODUCTS = [
  product('telegraf', 'bots/product-telegraf.ts', null),
  product('ours', '../src/main.ts', CONNECTIONS),
  product('ours, more connections', '../src/main.ts', MANY_CONNECTIONS),
];

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
let runs = 0;

async function measure(bot: Bot, updates: number, latency: number): Promise<Measured> {
  runs += 1;
  const server = fork(bench('bot-api.ts'), [String(updates), String(latency)]);
  const { port } = await told(server, 'port');
  const file = join(folder, `${runs}.db`);
  const apiRoot = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_CONNECTIONS: String(bot.connections ?? CONNECTIONS),
    DATABASE_URL: `sqlite:${file}`,
    KEY_FILE: `${file}.key`,
  };
  const first = told(server, 'first');
  const done = told(server, 'ms');
  const child = fork(bot.program, bot.args(apiRoot, file), { env, cwd: folder, silent: true });
  let notices = '';
  child.stderr?.on('data', (text) => {
    notices += text;
  });
  child.on('exit', (code) => {
    if (code) throw new Error(`${bot.name} ended with ${code}: ${notices}`);
  });
  await first;
  const before = usage(child);
  const { ms, mostOpen } = await done;
  const after = usage(child);
  await killed(child);
  server.kill();
  checkRows(bot, file, updates);
  return {
    rate: (updates * 1000) / ms,
    cpu: ((after.ticks - before.ticks) * 1_000_000) / TICKS_PER_SECOND / updates,
    peak: after.peak,
    mostOpen,
  };
}

/** What `bot-api.ts` tells. */
interface Told {
  readonly port: number;
  readonly first: true;
  readonly ms: number;
  readonly mostOpen: number;
}

function told(child: ChildProcess, key: keyof Told): Promise<Told> {
  const { promise, resolve } = Promise.withResolvers<Told>();
  child.on('message', (message: Told) => key in message && resolve(message));
  return promise;
}

/** @returns processor time so far, in ticks, and peak memory, MB. */
function usage({ pid }: ChildProcess): { ticks: number; peak: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { ticks: Number(fields[11]) + Number(fields[12]), peak: Math.round(Number(peak) / 1024) };
}

async function killed(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.removeAllListeners('exit').on('exit', () => resolve());
  child.kill('SIGKILL');
  await promise;
}

/** A bot that loses updates would be the fastest. */
function checkRows({ name, table }: Bot, file: string, expected: number): void {
  const sqlite = new Sqlite(file);
  const rows = sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  sqlite.close();
  if (rows !== expected) throw new Error(`${name} kept ${rows} of ${expected} updates`);
}

async function compare(title: string, bots: readonly Bot[], { latency, updates }: (typeof LOADS)[number]) {
  const measured = new Map<string, Measured[]>(bots.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < bots.length; turn++) {
      const bot = bots[(turn + round) % bots.length] as Bot;
      measured.get(bot.name)?.push(await measure(bot, updates, latency));
    }
  }
  const base = measured.get('telegraf') ?? [];
  const rows = bots.map(({ name, connections }) => {
    const own = measured.get(name) ?? [];
    const mid = (field: keyof Measured) => Math.round(median(own.map((one) => one[field])));
    const ratio = (field: 'rate' | 'cpu') =>
      median(own.map((one, round) => one[field] / (base[round] ?? one)[field])).toFixed(2);
    return `| ${name} | ${mid('rate')} | ${ratio('rate')} | ${mid('cpu')} | ${ratio('cpu')} | ${mid('peak')} | ${mid('mostOpen')} of ${connections ?? 'any'} |`;
  });
  process.stdout.write(
    `\n${title}, ${updates} updates, ${latency} ms an answer, ${ROUNDS} rounds\n\n` +
      '| bot | updates/s | vs telegraf | CPU µs/update | vs telegraf | peak MB | most answers open of connections |\n' +
      `| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n${rows.join('\n')}\n`,
  );
}

try {
  for (const load of LOADS) await compare('Transport', TRANSPORTS, load);
  for (const load of LOADS) await compare('Whole product', PRODUCTS, load);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
