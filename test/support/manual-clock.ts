import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on; waits that are over by then end, and what runs each minute runs once. Resolves when that is done. */
  advance(seconds: number): Promise<void>;
  /** Moves on from the end of one wait to that of the next until the promise is settled. */
  pass<T>(promise: Promise<T>): Promise<T>;
  /** How many wait. */
  readonly waits: number;
}

/** @param start Unix seconds */
export function createManualClock(start: number): ManualClock {
  let now = start;
  const waits = new Set<{ until: number; end: () => void }>();
  const minutely = new Set<() => Promise<void>>();
  let waited: (() => void) | null = null;

  const advance = async (seconds: number): Promise<void> => {
    now += seconds;
    for (const wait of [...waits]) if (wait.until <= now) wait.end();
    await Promise.all([...minutely].map((run) => run()));
  };

  const somebodyWaits = async (): Promise<void> => {
    if (waits.size > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    waited = resolve;
    await promise;
  };

  return {
    now: () => now,
    get waits() {
      return waits.size;
    },
    wait: (seconds, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wait = {
        until: now + seconds,
        end: () => {
          waits.delete(wait);
          resolve();
        },
      };
      if (signal?.aborted) return Promise.resolve();
      waits.add(wait);
      waited?.();
      signal?.addEventListener('abort', wait.end, { once: true });
      return promise;
    },
    everyMinute: (run) => {
      minutely.add(run);
      return () => minutely.delete(run);
    },
    advance,
    pass: async (promise) => {
      let settled = false;
      const over = promise.then(
        () => {
          settled = true;
        },
        () => {
          settled = true;
        },
      );
      while (!settled) {
        await Promise.race([over, somebodyWaits()]);
        // What is about to end by itself does so before time goes on.
        await new Promise(setImmediate);
        const next = Math.min(...[...waits].map(({ until }) => until));
        if (!settled && waits.size > 0) await advance(next - now);
      }
      return promise;
    },
  };
}
