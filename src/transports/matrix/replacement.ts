import type { MessageContent } from './encode.ts';
import type { Message } from './post.ts';

/**
 * A message that takes the place of an earlier one. Clients that know no replacements show it as a message of its own,
 * marked by a star: https://spec.matrix.org/v1.16/client-server-api/#event-replacements
 */
export function inPlaceOf(eventId: string, message: Message): Message {
  const content = message.content as MessageContent;
  return {
    ...message,
    content: {
      ...content,
      body: `* ${content.body}`,
      formatted_body: `* ${content.formatted_body}`,
      'm.new_content': content,
      'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
    },
  };
}
