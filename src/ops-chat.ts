import { type Doc, textDoc } from './chat/doc.ts';
import { SendError } from './chat/errors.ts';

/**
 * Tells those on duty in the chat that the settings name.
 *
 * @param send sends to a chat. @throws SendError
 * @param chatId where; null for nowhere. A group that lives on under another id is followed
 * @returns a function that resolves to whether the text is there
 */
export function createOpsChat(
  send: (chatId: string, doc: Doc) => Promise<string>,
  chatId: string | null,
): (text: string) => Promise<boolean> {
  let chat = chatId;
  const tell = async (text: string): Promise<boolean> => {
    if (chat === null) return false;
    try {
      await send(chat, textDoc(text));
      return true;
    } catch (error) {
      if (!(error instanceof SendError) || error.movedTo === null || error.movedTo === chat) return false;
      chat = error.movedTo;
      return tell(text);
    }
  };
  return tell;
}
