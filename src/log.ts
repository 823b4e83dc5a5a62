import { type DestinationStream, type Logger, pino } from 'pino';

/** What parts of the program log with: what happened and plain fields. Never an id, a text or a token. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * Errors are logged as their kind, their code and the places in our code, without their message: the messages
 * of libraries quote requests, tokens and people's words.
 */
export function describeError(error: unknown): { kind: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const places = frames
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?file:\/\/\S*?\/(src|node_modules|migrations)\//, '($1/'));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { kind: error.name, ...(code && { code }), at: places };
}

/**
 * One line of JSON for each event, on `output`.
 *
 * @param secrets are blotted out wherever they would stand all the same: the second line of defence
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  output: { write(text: string): unknown },
): Logger {
  const destination: DestinationStream = { write: (line) => void output.write(blot(line, secrets)) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

function blot(line: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
}
