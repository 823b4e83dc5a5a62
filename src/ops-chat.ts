import type { Doc } from './chat/doc.ts';
import { SendError } from './chat/errors.ts';

/** The chat of those on duty on one platform. */
export interface OpsChat {
  /** @returns whether the document is there */
  tell(doc: Doc): Promise<boolean>;
  /** Whether it is this chat, under the id that it has now. */
  is(platform: string, chatId: string): boolean;
}

/**
 * @param send sends to a chat. @throws SendError
 * @param chatId the chat that the settings name. A group that lives on under another id is followed
 */
export function createOpsChat(
  send: (platform: string, chatId: string, doc: Doc) => Promise<string>,
  platform: string,
  chatId: string,
): OpsChat {
  let chat = chatId;
  const tell = async (doc: Doc): Promise<boolean> => {
    try {
      await send(platform, chat, doc);
      return true;
    } catch (error) {
      if (!(error instanceof SendError) || error.movedTo === null || error.movedTo === chat) return false;
      chat = error.movedTo;
      return tell(doc);
    }
  };
  return { tell, is: (where, id) => where === platform && id === chat };
}
