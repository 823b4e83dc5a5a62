import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on; waits that are over by then end, and what runs each minute runs once. Resolves when that is done. */
  advance(seconds: number): Promise<void>;
}

/** @param start Unix seconds */
export function createManualClock(start: number): ManualClock {
  let now = start;
  const waits = new Set<{ until: number; end: () => void }>();
  const minutely = new Set<() => Promise<void>>();
  return {
    now: () => now,
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
      signal?.addEventListener('abort', wait.end, { once: true });
      return promise;
    },
    everyMinute: (run) => {
      minutely.add(run);
      return () => minutely.delete(run);
    },
    advance: async (seconds) => {
      now += seconds;
      for (const wait of [...waits]) if (wait.until <= now) wait.end();
      await Promise.all([...minutely].map((run) => run()));
    },
  };
}
