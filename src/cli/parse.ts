import { loadCatalog } from '../catalog/catalog.ts';
import { createReader } from '../catalog/reader.ts';
import { readingToJson } from '../catalog/reading-json.ts';
import type { Context } from './context.ts';
import { linesOf, writeLine } from './lines.ts';

/** What the reader makes of each line: one JSON object a line, `null` for a line that is no report. */
export async function parse(file: string, context: Context): Promise<void> {
  const reader = createReader(loadCatalog());
  for await (const line of await linesOf(file, context)) {
    const reading = reader.read(line);
    await writeLine(context.output, JSON.stringify(reading && readingToJson(reading)));
  }
}
