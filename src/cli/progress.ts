import cliProgress from 'cli-progress';
import type { Context } from './context.ts';

/** Shows how far long work has got. */
export interface Progress {
  update(done: number): void;
  stop(): void;
}

/**
 * A bar on a terminal, nothing elsewhere.
 *
 * @param total null when nobody knows how much there is
 */
export function createProgress({ notices }: Context, total: number | null, unit: string): Progress {
  if (!notices.isTTY) return { update: () => {}, stop: () => {} };
  const format = total === null ? `{value} ${unit}` : `{bar} {percentage} % · {value} of {total} ${unit}`;
  const bar = new cliProgress.SingleBar(
    { format, stream: notices, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total ?? 0, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
