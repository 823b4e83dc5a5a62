import { setTimeout as sleep } from 'node:timers/promises';
import cron from 'node-cron';

/** The only source of time. Tests pass one that stands still until it is told to go on. */
export interface Clock {
  /** Unix seconds, with their fraction. */
  now(): number;
  /** Resolves after so many seconds, or at once when the signal is aborted. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` at the start of each minute, also while an earlier one runs; one that is missed is not made up for. @returns what ends it. */
  everyMinute(run: () => Promise<void>): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now() / 1000,
  wait: async (seconds, signal) => {
    await sleep(seconds * 1000, undefined, { ...(signal && { signal }) }).catch(() => {});
  },
  everyMinute: (run) => {
    const task = cron.schedule('* * * * *', run, { timezone: 'UTC' });
    return () => void task.destroy();
  },
};
