import type { Doc } from './chat/doc.ts';
import { SendError } from './chat/errors.ts';

/** The chats of those on duty, one on each platform at most. */
export interface OpsChats {
  /** Tells them on each platform; one that cannot be reached keeps nobody waiting. */
  tell(doc: Doc): void;
  /** Whether it is such a chat, under the id that it has now. */
  has(platform: string, chatId: string): boolean;
}

export interface OpsChatParts {
  /** @throws SendError */
  readonly send: (platform: string, chatId: string, doc: Doc) => Promise<string>;
  /** By platform, as the settings name them. A group that lives on under another id is followed. */
  readonly chats: Readonly<Record<string, string | null | undefined>>;
  /** A chat could not be told. */
  readonly failed: () => void;
}

export function createOpsChats({ send, chats, failed }: OpsChatParts): OpsChats {
  const now = new Map(Object.entries(chats).flatMap(([platform, id]) => (id ? [[platform, id]] : [])));

  const tell = async (platform: string, chatId: string, doc: Doc): Promise<void> => {
    try {
      await send(platform, chatId, doc);
    } catch (error) {
      if (!(error instanceof SendError) || error.movedTo === null || error.movedTo === chatId)
        return failed();
      now.set(platform, error.movedTo);
      return tell(platform, error.movedTo, doc);
    }
  };

  return {
    tell: (doc) => {
      for (const [platform, chatId] of now) void tell(platform, chatId, doc);
    },
    has: (platform, chatId) => now.get(platform) === chatId,
  };
}
