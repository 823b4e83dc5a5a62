import type { Config } from '../config.ts';
import { exportReports } from '../exchange/export-reports.ts';
import type { Context } from './context.ts';
import { writeLine } from './lines.ts';
import { openParts } from './parts.ts';
import { createProgress } from './progress.ts';

/** Writes all reports as lines of JSON to standard output. */
export async function exportAll(config: Config, context: Context): Promise<void> {
  const { store, close } = await openParts(config, context);
  const progress = createProgress(context, null, 'reports');
  let done = 0;
  try {
    for await (const line of exportReports(store)) {
      await writeLine(context.output, line);
      done += 1;
      if (done % 1000 === 0) progress.update(done);
    }
  } finally {
    progress.stop();
    await close();
  }
}
