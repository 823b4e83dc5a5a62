import type { Update } from 'grammy/types';
import type { Dispatcher } from 'undici';
import { type Doc, isPictureAlone, type Picture } from '../../chat/doc.ts';
import { NotSaved, SendError } from '../../chat/errors.ts';
import type {
  ChannelFinder,
  Handle,
  MenuHolder,
  MessageEditor,
  Shorthand,
  Transport,
} from '../../chat/transport.ts';
import { CallFailed, partlySent, toSendError } from './call-failed.ts';
import { createCalls, isBadToken } from './calls.ts';
import { findPostable } from './channel-rights.ts';
import { type Attempt, createChatQueues } from './chat-queues.ts';
import { encodeDoc, LONGEST_CAPTION, type TelegramMessage } from './encode.ts';
import { createBotHttp } from './http.ts';
import { type Received, readUpdate } from './incoming.ts';
import { poll, waitAfter } from './poll.ts';

/** Answers that may be on their way before the next poll is held back: a bound on memory. */
const MOST_OPEN_ANSWERS = 500;
/** What is left of the ten seconds that `stop` may take goes to answers on their way. */
const DRAIN_SECONDS = 6;
/** How often a batch is handed over whole when its handling fails otherwise than by the disk. */
const TRIES_TOGETHER = 3;
/** How long a start waits to hear whether the token is valid. */
const START_SECONDS = 5;

export interface TelegramParts {
  readonly token: string;
  readonly apiRoot: string;
  readonly dispatcher: Dispatcher;
  /** Whether the dispatcher goes through a proxy: what to look at when Telegram cannot be reached. */
  readonly throughProxy: boolean;
  readonly shorthand: Shorthand;
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told of trouble in our own words: no id, text or token. */
  readonly log: { warn(fields: object, message: string): void };
}

export type Telegram = Transport & MenuHolder & ChannelFinder & MessageEditor;

/** Telegram by long polling. */
export function createTelegram(parts: TelegramParts): Telegram {
  const { token, apiRoot, dispatcher, throughProxy, shorthand, wait, log } = parts;
  const calls = createCalls(createBotHttp({ token, apiRoot, dispatcher }), token, apiRoot);
  const stopping = new AbortController();
  const queues = createChatQueues(wait, stopping.signal);
  let bot = { id: 0, username: '' };
  let running: Promise<void> = Promise.resolve();
  /** Batches whose senders know that they could not be saved. */
  const told = new WeakSet<readonly Update[]>();

  const post = async (chatId: string, doc: Doc, attempt: Attempt): Promise<string> => {
    if (isPictureAlone(doc)) return postPicture(chatId, doc.picture, doc.under, attempt);
    let last = 0;
    for (const message of encodeDoc(doc, shorthand, bot.username)) {
      const payload = { chat_id: chatId, ...message, link_preview_options: { is_disabled: true } };
      try {
        last = await attempt(() => calls.sendMessage(payload));
      } catch (error) {
        throw last === 0 ? error : partlySent(error);
      }
    }
    if (doc.picture)
      await postPicture(chatId, doc.picture, String(last), attempt).catch((error) =>
        report('picture', error),
      );
    return String(last);
  };

  /** Under a text, so that a failed upload costs no text. */
  const postPicture = async (
    chatId: string,
    { png, alt }: Picture,
    under: string | undefined,
    attempt: Attempt,
  ): Promise<string> => {
    const reply = { message_id: Number(under), allow_sending_without_reply: true };
    const fields = {
      chat_id: chatId,
      // Telegram has no other place for what those are told who cannot see.
      caption: alt.slice(0, LONGEST_CAPTION),
      disable_notification: 'true',
      ...(under !== undefined && { reply_parameters: JSON.stringify(reply) }),
    };
    return String(await attempt(() => calls.sendPhoto(fields, png)));
  };

  /** The message of the button becomes the answer; where it cannot, the answer is a message of its own. */
  const change = async (chatId: string, messageId: number | null, doc: Doc, attempt: Attempt) => {
    const [message, ...rest] = encodeDoc(doc, shorthand, bot.username);
    const ownMessage = doc.picture !== undefined || doc.asksLocation !== undefined;
    if (messageId === null || !message || rest.length > 0 || ownMessage) return post(chatId, doc, attempt);
    try {
      await edit(chatId, messageId, message, attempt);
    } catch (error) {
      if (!(error instanceof CallFailed) || error.code !== 400 || error.movedTo !== null) throw error;
      await post(chatId, doc, attempt);
    }
  };

  /** @throws CallFailed */
  const edit = async (chatId: string, messageId: number, message: TelegramMessage, attempt: Attempt) => {
    const payload = {
      chat_id: chatId,
      message_id: messageId,
      ...message,
      link_preview_options: { is_disabled: true },
    };
    try {
      await attempt(() => calls.call('editMessageText', payload));
    } catch (error) {
      if (!(error instanceof CallFailed) || !error.description.includes('not modified')) throw error;
    }
  };

  const answer = async ({ incoming, press }: Received, doc: Doc | null): Promise<void> => {
    if (press) calls.call('answerCallbackQuery', { callback_query_id: press.id }).catch(ignoreLateness);
    if (!doc) return;
    const { chatId } = incoming;
    try {
      await queues.add<unknown>(chatId, (attempt) =>
        press ? change(chatId, press.messageId, doc, attempt) : post(chatId, doc, attempt),
      );
    } catch (error) {
      const movedTo = error instanceof CallFailed ? error.movedTo : null;
      if (movedTo === null) throw error;
      await queues.add(movedTo, (attempt) => post(movedTo, doc, attempt));
    }
  };

  const report = (what: string, error: unknown): void => {
    const { permanent, message } = toSendError(error);
    // A person who blocked the bot is nothing to look at.
    if (!permanent) log.warn({ what, error: message }, 'telegram: not delivered');
  };

  /** Begins the answers and resolves as soon as there is room for those of the next batch. */
  const dispatch = async (received: readonly Received[], docs: readonly (Doc | null)[]): Promise<void> => {
    received.forEach((one, index) => {
      answer(one, docs[index] ?? null).catch((error) => report('answer', error));
    });
    await queues.atMost(MOST_OPEN_ANSWERS);
  };

  const take = async (updates: readonly Update[], handle: Handle, tries: number): Promise<void> => {
    const received = updates.flatMap((update) => readUpdate(update, shorthand, bot.username) ?? []);
    if (received.length === 0) return;
    try {
      await dispatch(received, await handle(received.map(({ incoming }) => incoming)));
    } catch (error) {
      if (!(error instanceof NotSaved) && tries >= TRIES_TOGETHER) return takeEach(received, handle);
      if (error instanceof NotSaved && !told.has(updates)) {
        told.add(updates);
        await dispatch(received, error.notices);
      }
      throw error;
    }
  };

  /** What fails alone too, by a mistake of ours, is set aside: behind it nobody would be heard any more. */
  const takeEach = async (received: readonly Received[], handle: Handle): Promise<void> => {
    for (const one of received) {
      try {
        await dispatch([one], await handle([one.incoming]));
      } catch (error) {
        if (error instanceof NotSaved) throw error;
        const kind = error instanceof Error ? error.name : typeof error;
        log.warn({ kind }, 'telegram: an update could not be handled and was set aside');
      }
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
        if (stopping.signal.aborted) return;
        trouble('unreachable', tries);
        await wait(waitAfter(error, tries), stopping.signal);
      }
    }
  };

  const trouble = (what: string, tries: number): void => {
    // Each kind of trouble once when it begins, then at every sixteenth try.
    if (tries % 16 !== 1) return;
    const words = what === 'unreachable' && throughProxy ? UNREACHABLE_BY_PROXY : TROUBLE[what];
    log.warn({ what, tries }, `telegram: ${words}`);
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
      const asked = new AbortController();
      const patience = wait(START_SECONDS, asked.signal).then(() => false);
      const settled = await Promise.race([first.then(() => true), patience]).finally(() => asked.abort());
      running = (settled ? Promise.resolve() : first).then(() => run(handle));
      running.catch(() => trouble('bad token', 1));
    },

    send: async (chatId, doc) => {
      try {
        return await queues.add(chatId, (attempt) => post(chatId, doc, attempt));
      } catch (error) {
        throw toSendError(error);
      }
    },

    editMessage: async (chatId, reference, doc) => {
      const [message, ...rest] = encodeDoc(doc, shorthand, bot.username);
      if (!message || rest.length > 0)
        throw new SendError('it no longer fits one message', { permanent: true });
      try {
        await queues.add(chatId, (attempt) => edit(chatId, Number(reference), message, attempt));
      } catch (error) {
        const { message: words, permanent, movedTo } = toSendError(error);
        throw new SendError(words, { permanent, movedTo });
      }
    },

    setMenu: async (entries, language, chatId) => {
      const scope = chatId === undefined ? {} : { scope: { type: 'chat' as const, chat_id: chatId } };
      await guarded(() =>
        calls.api.setMyCommands([...entries], { ...scope, language_code: language as 'en' }),
      );
    },

    findChannel: (name) => guarded(() => findPostable(calls.api, bot.id, name)),

    stop: async () => {
      stopping.abort();
      const over = new AbortController();
      // A batch in hand is finished first: its answers are what is waited for.
      const drained = running
        .catch(ignoreEnd)
        .then(() => queues.atMost(0))
        .finally(() => over.abort());
      await Promise.race([drained, wait(DRAIN_SECONDS, over.signal)]);
      await dispatcher.destroy();
    },
  };
}

const UNREACHABLE_BY_PROXY =
  'cannot be reached through TELEGRAM_PROXY, trying on; nothing goes around it: check that the proxy runs';
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

/** How the polling ended is told where it does. */
function ignoreEnd(): void {}

/** A press is acknowledged for the spinner's sake; one that comes too late has none any more. */
function ignoreLateness(): void {}
