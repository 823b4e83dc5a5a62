/** One message on its way, which may be told to wait. */
interface Told {
  /** Its place in the order in which rooms were told to wait and let through. */
  readonly since: number;
  /** Resolves after the first try that begins from now on. */
  next: PromiseWithResolvers<void>;
}

/**
 * Whose turn it is. A server counts the messages of an account, not of a room: of two rooms that try as often, the
 * one that comes a moment earlier would be let through again and again.
 */
export interface Turns {
  /** Resolves once those who were told to wait before this room was last let through have tried again. */
  mine(roomId: string): Promise<void>;
  /** @param isLimit whether it failed because the server asks to wait */
  try<T>(roomId: string, attempt: () => Promise<T>, isLimit: (error: unknown) => boolean): Promise<T>;
  /** The room's message is there or given up. */
  done(roomId: string): void;
}

export function createTurns(): Turns {
  let order = 0;
  const told = new Map<string, Told>();
  /** When each room was last let through; of interest only while another waits. */
  const through = new Map<string, number>();

  return {
    mine: async (roomId) => {
      const last = through.get(roomId) ?? 0;
      const before = [...told.values()].filter(({ since }) => since < last);
      await Promise.all(before.map(({ next }) => next.promise));
    },

    try: async (roomId, attempt, isLimit) => {
      const own = told.get(roomId);
      const begun = own?.next;
      if (own) own.next = Promise.withResolvers();
      try {
        const result = await attempt();
        through.set(roomId, ++order);
        return result;
      } catch (error) {
        if (!own && isLimit(error)) told.set(roomId, { since: ++order, next: Promise.withResolvers() });
        throw error;
      } finally {
        begun?.resolve();
      }
    },

    done: (roomId) => {
      told.get(roomId)?.next.resolve();
      told.delete(roomId);
      if (told.size === 0) through.clear();
    },
  };
}
