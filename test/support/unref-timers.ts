/**
 * matrix-js-sdk begins timers of up to 110 seconds and never ends them. From now on long timers do not keep
 * a test's process alive.
 */
export function unrefLongTimers(): void {
  const set = globalThis.setTimeout;
  const patched = (...given: Parameters<typeof setTimeout>) => {
    const timer = set(...given);
    if ((given[1] ?? 0) >= 4000) timer.unref();
    return timer;
  };
  globalThis.setTimeout = Object.assign(patched, set) as typeof setTimeout;
}
