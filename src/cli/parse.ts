import { loadCatalog } from '../catalog/catalog.ts';
import { createReader, type Explanation } from '../catalog/reader/reader.ts';
import { readingToJson } from '../catalog/reader/reading-json.ts';
import type { Context } from './context.ts';
import { linesOf, writeLine } from './lines.ts';

/**
 * What the reader makes of each line: one JSON object a line, `null` for a line that is no report.
 *
 * @param options.explain also show which words gave which field, for lines that are no report too
 */
export async function parse(file: string, options: { explain?: boolean }, context: Context): Promise<void> {
  const reader = createReader(loadCatalog());
  for await (const line of await linesOf(file, context)) {
    if (options.explain) await writeLine(context.output, explained(line, reader.explain(line)));
    else {
      const reading = reader.read(line);
      await writeLine(context.output, JSON.stringify(reading && readingToJson(reading)));
    }
  }
}

function explained(line: string, { reading, because, unread }: Explanation): string {
  const told = Object.entries(because).filter(([, words]) => words.length > 0);
  const reported = reading && readingToJson(reading);
  return JSON.stringify({ line, reading: reported, because: Object.fromEntries(told), unread });
}
