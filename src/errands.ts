import type { Doc } from './chat/doc.ts';

/** What an answer began and a platform takes its time over, done outside of the answer's transaction. */
export interface Errands {
  /** Notes work of which nothing is to be said. */
  add(work: () => Promise<unknown>): void;
  /** Notes work whose outcome is to be said in a chat. */
  later(platform: string, chatId: string, work: () => Promise<Doc>): void;
  /** Begins what was noted: to be called when the answers are on the disk. */
  begin(): void;
  /** Forgets what was noted: the answers were not kept, and what was asked will be asked again. */
  drop(): void;
  /** Resolves when all that was begun has ended. */
  idle(): Promise<void>;
}

export interface ErrandParts {
  readonly send: (platform: string, chatId: string, doc: Doc) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
}

export function createErrands({ send, failed }: ErrandParts): Errands {
  let noted: (() => Promise<unknown>)[] = [];
  const begun = new Set<Promise<unknown>>();

  return {
    add: (work) => void noted.push(work),
    later: (platform, chatId, work) => {
      noted.push(async () => send(platform, chatId, await work()));
    },
    begin: () => {
      const all = noted;
      noted = [];
      for (const errand of all) {
        const running: Promise<unknown> = errand()
          .catch(failed)
          .finally(() => begun.delete(running));
        begun.add(running);
      }
    },
    drop: () => {
      noted = [];
    },
    idle: async () => void (await Promise.all(begun)),
  };
}
