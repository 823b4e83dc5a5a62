import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Command, CommanderError } from 'commander';
import type { Context } from './cli/context.ts';
import { Exit } from './cli/context.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Config, ConfigRefused, parseConfig, type SecretFile } from './config.ts';
import { describeError } from './log.ts';
import { isStrayCall } from './transports/matrix/stray.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The command line.
 *
 * @param argv the words after the program's name
 * @param env the environment; values of `.env` in the working folder stand in for what it lacks
 * @returns the exit code: 0, 1, or one of sysexits (64 usage, 65 data, 78 settings)
 */
export async function main(argv: readonly string[], env: Env, clock: Clock): Promise<number> {
  const context: Context = { clock, input: process.stdin, output: process.stdout, notices: process.stderr };
  const settings = () => parseConfig({ ...readDotEnv(), ...env }, readSecret);
  try {
    await createProgram(settings, context).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return explain(error);
  }
}

/** Each command loads only what it needs: `--help` and `parse` answer at once. */
function createProgram(settings: () => Config, context: Context): Command {
  const program = new Command('rollcall')
    .description('Asks people what still works, and says so once a day.')
    .exitOverride()
    .showHelpAfterError();

  program
    .command('start')
    .description('run the bot: on Telegram and Matrix where they are set, else in this terminal')
    .option('--console', 'take part in this terminal as well')
    .option('--as <name>', 'in this terminal, be another person than the moderator')
    .action(async (options) => (await import('./cli/start.ts')).start(options, settings(), context));

  program
    .command('digest')
    .description('make the digest of a day and post it to its channels')
    .requiredOption('--day <date>', 'the local day, such as 2026-11-21')
    .option('--channel <id>', 'only to this channel, its chat id')
    .option('--zone <name>', 'the zone of the day, where no channel is named')
    .option('--language <code>', 'ru or en, where no channel is named')
    .option('--dry-run', 'show it and post nothing')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./cli/digest.ts')).digest(options, settings(), context));

  program
    .command('parse')
    .description('show what the reader makes of each line, as JSON')
    .argument('[file]', 'lines of chat; - is standard input', '-')
    .option('--explain', 'also show which words gave which field')
    .action(async (file, options) => (await import('./cli/parse.ts')).parse(file, options, context));

  program
    .command('import')
    .description('read reports from lines of JSON')
    .argument('[file]', 'the lines; - is standard input', '-')
    .option('--strict', 'stop at the first bad line', false)
    .action(async (file, options) =>
      (await import('./cli/import.ts')).importFile(file, options, settings(), context),
    );

  program
    .command('export')
    .description('write all reports as lines of JSON')
    .action(async () => (await import('./cli/export.ts')).exportAll(settings(), context));

  program
    .command('backup')
    .description('write a checked copy of the database, also while the bot runs')
    .argument('<file>', 'a new file')
    .action(async (file) => (await import('./cli/backup.ts')).backup(file, settings(), context));

  program
    .command('doctor')
    .description('look at settings, database, clock, disk and platforms, and say what to do')
    .action(async () => (await import('./cli/doctor.ts')).doctor(settings(), context));

  return program;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 64;
  if (error instanceof ConfigRefused) {
    process.stderr.write(`The settings need attention:\n${error.message}\n`);
    return 78;
  }
  if (error instanceof Exit) {
    process.stderr.write(`${error.message}\n`);
    return error.code;
  }
  // Messages of libraries may quote a token or somebody's words.
  process.stderr.write(`Something failed inside: ${JSON.stringify(describeError(error))}\n`);
  return 1;
}

function readDotEnv(): Env {
  return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
}

function readSecret(path: string): SecretFile | null {
  try {
    const open = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
    return { text: readFileSync(path, 'utf8'), open };
  } catch {
    return null;
  }
}

/** The SDK's own calls end nothing; where Matrix runs they are logged. */
function dieOfRejection(error: unknown): void {
  if (!isStrayCall(error)) dieOf(error);
}

/** What escapes all handling ends the program, and is told without its message. */
function dieOf(error: unknown): void {
  process.exit(explain(error));
}

/** Runs the command line as a program of its own. */
export async function run(clock: Clock): Promise<void> {
  // The database, its log and backups are for their owner alone, whoever creates them.
  process.umask(0o077);
  // Whoever reads the output may have seen enough: `rollcall export | head`.
  process.stdout.on('error', () => process.exit(0));
  process.on('uncaughtException', dieOf);
  process.on('unhandledRejection', dieOfRejection);
  process.exitCode = await main(process.argv.slice(2), process.env, clock);
}

if (import.meta.main) await run(systemClock);
