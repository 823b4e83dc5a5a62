import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on; waits that are over by then end, and what runs each minute runs once. */
  advance(seconds: number): void;
}

/** @param start Unix seconds */
export function createManualClock(start: number): ManualClock {
  let now = start;
  const waits = new Set<{ until: number; end: () => void }>();
  const minutely = new Set<() => void>();
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
    advance: (seconds) => {
      now += seconds;
      for (const wait of [...waits]) if (wait.until <= now) wait.end();
      for (const run of minutely) run();
    },
  };
}
