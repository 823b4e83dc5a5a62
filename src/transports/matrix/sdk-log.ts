import { logger } from 'matrix-js-sdk/lib/logger.js';

/** What the typed export hides: it is a loglevel logger, and its children inherit the factory. */
interface RootLogger {
  methodFactory: (level: string) => (...words: unknown[]) => void;
  setLevel(level: string, persist: boolean): void;
}

/** The server knows other keys of this device than its store makes: the store was lost or rolled back. */
const FOREIGN_KEYS = /One time key \S+ already exists/;

/**
 * Keeps the SDK's lines out of ours: they quote ids, tokens and texts. To be called before a client is made.
 *
 * @param foreignKeys called when they tell that the device's keys are not those of its store
 */
export function silenceSdk(foreignKeys: () => void): void {
  const root = logger as unknown as RootLogger;
  root.methodFactory = (level) =>
    level !== 'warn' && level !== 'error'
      ? () => {}
      : (...words) => {
          if (words.some((word) => FOREIGN_KEYS.test(String(word)))) foreignKeys();
        };
  root.setLevel('warn', false);
}
