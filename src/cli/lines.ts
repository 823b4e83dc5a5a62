import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Context, Exit } from './context.ts';

/**
 * The lines of a file, or of standard input for `-`.
 *
 * @throws Exit when there is no such file
 */
export async function linesOf(file: string, { input }: Context): Promise<AsyncIterable<string>> {
  if (file === '-') return readLines(() => input);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Exit(`There is no file ${file}.`);
  return readLines(() => createReadStream(file, 'utf8'));
}

/** Opens when the first line is asked for: a reader that runs before anybody listens loses what it reads. */
async function* readLines(open: () => NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input: open(), crlfDelay: Number.POSITIVE_INFINITY });
}

/** Writes a line, and waits while the reader of a pipe is slow. */
export async function writeLine(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await new Promise<void>((resolve) => output.once('drain', () => resolve()));
}
