import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { createShorthand } from '../../../src/catalog/shorthand.ts';
import { createDispatcher } from '../../../src/transports/dispatcher.ts';
import { createTelegram, type Telegram } from '../../../src/transports/telegram/telegram.ts';
import { type BotApi, type Fault, startBotApi } from '../../support/bot-api/bot-api.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import type { Harness, Refusal } from '../contract.ts';

export const PERSON = 4_815_162_342;
const NOW = 1_795_244_400;
const FLOOD: Fault = { code: 429, description: 'Too Many Requests: retry after 40', retryAfter: 40 };

/** Telegram's own words for each. */
const REFUSED: Partial<Record<Refusal, readonly Fault[]>> = {
  'a person who blocked the bot': [{ code: 403, description: 'Forbidden: bot was blocked by the user' }],
  'a chat that is gone': [{ code: 400, description: 'Bad Request: chat not found' }],
  'no right to write there': [
    { code: 400, description: 'Bad Request: not enough rights to send text messages to the chat' },
  ],
  'a flood wait that does not end': [FLOOD, FLOOD, FLOOD, FLOOD, FLOOD],
  'a fault of the server': [{ code: 500, description: 'Internal Server Error' }],
  'an answer that is lost': ['reset after'],
  'an answer that is none': ['html'],
};

/** All that can happen there. */
export const TELEGRAM_REFUSALS = [...(Object.keys(REFUSED) as Refusal[]), 'no connection'] as const;

export interface TelegramHarness extends Harness {
  readonly transport: Telegram;
  readonly api: BotApi;
  /** Lines of its log. */
  readonly log: readonly string[];
}

const shorthand = createShorthand(loadCatalog());

export interface TelegramOptions {
  readonly proxy?: string | null;
  /** The name that stands in the address instead of the loopback's number. */
  readonly host?: string;
  readonly connections?: number;
  readonly token?: string;
}

/** A transport that talks to a Bot API server, and what it logs. */
export function connect(
  api: BotApi,
  clock: ManualClock,
  { proxy = null, host = '127.0.0.1', connections = 10, token = api.token }: TelegramOptions = {},
): { transport: Telegram; log: string[] } {
  const log: string[] = [];
  const transport = createTelegram({
    token,
    apiRoot: api.root.replace('127.0.0.1', host),
    dispatcher: createDispatcher({ proxy, connections }),
    throughProxy: proxy !== null,
    shorthand,
    wait: clock.wait,
    log: { warn: (fields, message) => void log.push(`${message} ${JSON.stringify(fields)}`) },
  });
  return { transport, log };
}

export async function openTelegram(options: TelegramOptions = {}): Promise<TelegramHarness> {
  const api = await startBotApi();
  const clock = createManualClock(NOW);
  api.addChat({ id: PERSON, type: 'private', bot: 'member' });
  const { transport, log } = connect(api, clock, options);
  const transports = [transport];
  return {
    api,
    clock,
    transport,
    log,
    chatId: String(PERSON),
    secrets: [api.token, api.token.slice(-12), String(PERSON)],
    say: (text) => void api.say(PERSON, text),
    choose: (label) => void api.press(PERSON, label),
    seen: () =>
      api.sent
        .filter(({ chatId, photo }) => chatId === PERSON && !photo)
        .map(({ text, entities, buttons }) => ({
          text,
          styled: entities.map(({ offset, length }) => text.slice(offset, offset + length)),
          choices: buttons.map((button) => button.text),
        })),
    until: api.until,
    confirmed: () => api.waiting === 0,
    hang: () => api.faultAll('hang'),
    refuse: async (refusal) => {
      if (refusal === 'no connection') await api.blackout(true);
      else api.fault(PERSON, ...(REFUSED[refusal] ?? []));
    },
    loseConfirmation: async () => {
      await api.until(() => api.polls > 0);
      api.fault('getUpdates', 'hang');
    },
    echo: () => {
      const from = { id: 777, is_bot: true, first_name: 'Rollcall' };
      api.say(PERSON, 'its own', { from });
      api.push({
        channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, date: 1, text: 'its own' },
      });
    },
    restart: async () => {
      api.faultAll(null);
      const next = connect(api, clock, options).transport;
      transports.push(next);
      return next;
    },
    close: async () => {
      for (const one of transports) await clock.pass(one.stop());
      await api.stop();
    },
  };
}
