import { stat } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { ImportStopped, importReports } from '../exchange/import-reports.ts';
import { type Context, Exit } from './context.ts';
import { linesOf, writeLine } from './lines.ts';
import { openParts } from './parts.ts';
import { createProgress } from './progress.ts';

/** How many bad lines are told one by one; a file of another kind would tell thousands. */
const TOLD = 20;
/** A line as `export` writes it, so that the bar knows roughly how many there are. */
const LINE_BYTES = 270;

/** Reads reports from lines of JSON into the database. */
export async function importFile(
  file: string,
  options: { strict: boolean },
  config: Config,
  context: Context,
): Promise<void> {
  const lines = await linesOf(file, context);
  const { store, catalog, close } = await openParts(config, context);
  const size = file === '-' ? null : (await stat(file)).size;
  const progress = createProgress(context, size && Math.ceil(size / LINE_BYTES), 'lines');
  let told = 0;
  store.database.expectMuch();
  try {
    const result = await importReports(store, catalog, lines, {
      strict: options.strict,
      now: context.clock.now(),
      progress: progress.update,
      badLine: (number, reason) => {
        told += 1;
        if (told <= TOLD) context.notices.write(`line ${number}: ${reason}\n`);
      },
    });
    progress.stop();
    if (told > TOLD) context.notices.write(`… and ${told - TOLD} more bad lines\n`);
    await writeLine(context.output, JSON.stringify(result));
  } catch (error) {
    progress.stop();
    throw error instanceof ImportStopped ? new Exit(error.message, 65) : error;
  } finally {
    await close();
  }
}
