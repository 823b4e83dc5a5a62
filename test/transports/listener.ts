import type { Doc } from '../../src/chat/doc.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Handle } from '../../src/chat/transport.ts';

/** A handler that keeps what it is given. */
export interface Listener {
  readonly handle: Handle;
  /** Everything it was given, tries that failed too. */
  readonly received: readonly Incoming[];
  /** Resolves once it was given so many. */
  heard(count: number): Promise<void>;
}

/** @param answer may throw, and the batch fails with it */
export function createListener(answer: (incoming: Incoming) => Doc | null): Listener {
  const received: Incoming[] = [];
  const waiting = new Set<() => void>();
  return {
    received,
    handle: async (batch) => {
      received.push(...batch);
      for (const look of waiting) look();
      return batch.map(answer);
    },
    heard: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
