import type { Update } from 'grammy/types';
import type { Dispatcher } from 'undici';
import type { Doc } from '../../chat/doc.ts';
import { NotSaved, SendError } from '../../chat/errors.ts';
import type { ChannelFinder, Handle, MenuHolder, Shorthand, Transport } from '../../chat/transport.ts';
import { CallFailed, toSendError } from './call-failed.ts';
import { createCalls, isBadToken } from './calls.ts';
import { createChatQueues } from './chat-queues.ts';
import { encodeDoc } from './encode.ts';
import { createBotHttp } from './http.ts';
import { type Received, readUpdate } from './incoming.ts';
import { growing, poll } from './poll.ts';

/** Answers that may be on their way before the next poll is held back: a bound on memory. */
const MOST_OPEN_ANSWERS = 500;
/** What is left of the ten seconds that `stop` may take goes to answers on their way. */
const DRAIN_SECONDS = 6;
/** How long a start waits to hear whether the token is valid. */
const START_SECONDS = 5;

export interface TelegramParts {
  readonly token: string;
  readonly apiRoot: string;
  readonly dispatcher: Dispatcher;
  readonly shorthand: Shorthand;
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told of trouble in our own words: no id, text or token. */
  readonly log: { warn(fields: object, message: string): void };
}

export type Telegram = Transport & MenuHolder & ChannelFinder;

/** Telegram by long polling. */
export function createTelegram(parts: TelegramParts): Telegram {
  const { token, apiRoot, dispatcher, shorthand, wait, log } = parts;
  const calls = createCalls(createBotHttp({ token, apiRoot, dispatcher }), token, apiRoot);
  const stopping = new AbortController();
  const queues = createChatQueues((seconds) => wait(seconds, stopping.signal));
  let bot = { id: 0, username: '' };
  let running: Promise<void> = Promise.resolve();
  let room: (() => void) | null = null;

  const deliver = async (chatId: string, doc: Doc): Promise<string> => {
    const messages = encodeDoc(doc, shorthand, bot.username);
    let last = 0;
    for (const message of messages) {
      last = await queues.add(chatId, () =>
        calls.sendMessage({ chat_id: chatId, ...message, link_preview_options: { is_disabled: true } }),
      );
    }
    if (doc.picture) await deliverPicture(chatId, doc.picture.png, last);
    return String(last);
  };

  /** Under the text, so that a failed upload costs no text. */
  const deliverPicture = async (chatId: string, png: Uint8Array, under: number): Promise<void> => {
    const fields = {
      chat_id: chatId,
      disable_notification: 'true',
      reply_parameters: JSON.stringify({ message_id: under }),
    };
    await queues.add(chatId, () => calls.sendPhoto(fields, png)).catch((error) => report('picture', error));
  };

  /** The message of the button becomes the answer; where it cannot, the answer is a message of its own. */
  const change = async (chatId: string, messageId: number | null, doc: Doc): Promise<void> => {
    const [message, ...rest] = encodeDoc(doc, shorthand, bot.username);
    // Only a message of its own can ask for a place.
    if (messageId === null || !message || rest.length > 0 || doc.asksLocation !== undefined)
      return void (await deliver(chatId, doc));
    const payload = {
      chat_id: chatId,
      message_id: messageId,
      ...message,
      link_preview_options: { is_disabled: true },
    };
    try {
      await queues.add(chatId, () => calls.call('editMessageText', payload));
    } catch (error) {
      if (!(error instanceof CallFailed) || error.code !== 400) throw error;
      if (!error.description.includes('not modified')) await deliver(chatId, doc);
    }
  };

  const answer = async ({ incoming, press }: Received, doc: Doc | null): Promise<void> => {
    if (press) calls.call('answerCallbackQuery', { callback_query_id: press.id }).catch(ignoreLateness);
    if (!doc) return;
    if (press) await change(incoming.chatId, press.messageId, doc);
    else await deliver(incoming.chatId, doc);
  };

  const report = (what: string, error: unknown): void => {
    const { permanent, message } = toSendError(error);
    // A person who blocked the bot is nothing to look at.
    if (!permanent) log.warn({ what, error: message }, 'telegram: not delivered');
  };

  /** Begins the answers and resolves as soon as there is room for those of the next batch. */
  const dispatch = async (received: readonly Received[], docs: readonly (Doc | null)[]): Promise<void> => {
    received.forEach((one, index) => {
      const doc = docs[index] ?? null;
      answer(one, doc)
        .catch((error) => report('answer', error))
        .finally(() => room?.());
    });
    while (queues.size > MOST_OPEN_ANSWERS && !stopping.signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      room = resolve;
      await promise;
    }
    room = null;
  };

  const take = async (updates: readonly Update[], handle: Handle, tries: number): Promise<void> => {
    const received = updates.flatMap((update) => readUpdate(update, shorthand, bot.username) ?? []);
    if (received.length === 0) return;
    try {
      await dispatch(received, await handle(received.map(({ incoming }) => incoming)));
    } catch (error) {
      if (error instanceof NotSaved && tries === 1) await dispatch(received, error.notices);
      throw error;
    }
  };

  /** Who we are, asked until Telegram can be reached; groups address the bot by this name. */
  const introduce = async (): Promise<void> => {
    for (let tries = 1; !stopping.signal.aborted; tries++) {
      try {
        bot = await calls.getMe(stopping.signal);
        return;
      } catch (error) {
        if (isBadToken(error)) throw error;
        trouble('unreachable', tries);
        await wait(growing(tries), stopping.signal);
      }
    }
  };

  const trouble = (what: string, tries: number): void => {
    // Each kind of trouble once when it begins, then at every sixteenth try.
    if (tries % 16 === 1) log.warn({ what, tries }, `telegram: ${TROUBLE[what]}`);
  };

  const run = async (handle: Handle): Promise<void> => {
    await poll(
      { calls, wait, trouble, take: (updates, tries) => take(updates, handle, tries) },
      stopping.signal,
    );
  };

  return {
    platform: 'telegram',

    start: async (handle) => {
      const first = introduce().catch((error) => {
        if (isBadToken(error)) throw new SendError('Telegram refuses the token', { permanent: true });
      });
      // A token that is none is told at once; an unreachable Telegram holds nobody up for long.
      const settled = await Promise.race([first.then(() => true), wait(START_SECONDS).then(() => false)]);
      running = (settled ? Promise.resolve() : first).then(() => run(handle));
      running.catch(() => trouble('bad token', 1));
    },

    send: async (chatId, doc) => {
      try {
        return await deliver(chatId, doc);
      } catch (error) {
        throw toSendError(error);
      }
    },

    setMenu: async (entries, language, chatId) => {
      const scope = chatId === undefined ? {} : { scope: { type: 'chat' as const, chat_id: chatId } };
      await guarded(() =>
        calls.api.setMyCommands([...entries], { ...scope, language_code: language as 'en' }),
      );
    },

    findChannel: (name) =>
      guarded(async () => {
        const chat = await calls.api.getChat(name);
        const member = await calls.api.getChatMember(chat.id, bot.id);
        const posts =
          member.status === 'administrator' && (chat.type !== 'channel' || member.can_post_messages === true);
        const writes = chat.type !== 'channel' && member.status === 'member';
        if (!posts && !writes)
          throw new SendError('the bot may not post there: make it an administrator', { permanent: true });
        return String(chat.id);
      }),

    stop: async () => {
      stopping.abort();
      room?.();
      const limit = AbortSignal.timeout(DRAIN_SECONDS * 1000);
      const over = new Promise<void>((resolve) =>
        limit.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([Promise.allSettled([running, drained()]), over]);
      await dispatcher.destroy();
    },
  };

  async function drained(): Promise<void> {
    while (queues.size > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      room = resolve;
      await promise;
    }
  }
}

const TROUBLE: Readonly<Record<string, string>> = {
  unreachable: 'cannot be reached, trying on',
  conflict:
    'another program polls with this token, or a webhook is set; if it is none of yours, take a new token',
  'bad token': 'refuses the token; take a new one from @BotFather and start again',
  'not saved': 'updates could not be saved, trying on',
};

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toSendError(error);
  }
}

/** A press is acknowledged for the spinner's sake; one that comes too late has none any more. */
function ignoreLateness(): void {}
