import { Api } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { CallFailed, refusalIn } from './call-failed.ts';
import type { BotHttp } from './http.ts';

/** How long a poll stays open, seconds. */
const POLL_SECONDS = 30;
/** Beyond this the connection is taken for dead. */
const POLL_GRACE_SECONDS = 10;
/** All that we act on. Edits, channel posts and the rest are not even sent to us. */
const ALLOWED_UPDATES = ['message', 'callback_query'];

/** The Bot API's methods. */
export interface Calls {
  /** grammY's client for everything that is rare, over the same connections. */
  readonly api: Api;
  getMe(signal: AbortSignal): Promise<UserFromGetMe>;
  /** Confirms all updates below `offset` and waits for further ones. */
  getUpdates(offset: number, signal: AbortSignal): Promise<Update[]>;
  /** @returns the message's number. @throws CallFailed */
  sendMessage(payload: object): Promise<number>;
  /** @throws CallFailed */
  call(method: string, payload: object): Promise<void>;
  /** @returns the message's number. @throws CallFailed */
  sendPhoto(fields: Readonly<Record<string, string>>, png: Uint8Array): Promise<number>;
}

const OK = '{"ok":true';

export function createCalls(http: BotHttp, token: string, apiRoot: string): Calls {
  const ask = async (method: string, payload: object, options = {}): Promise<string> => {
    const answer = await http.post(method, JSON.stringify(payload), options);
    if (!answer.startsWith(OK)) throw refusalIn(method, answer);
    return answer;
  };

  const api = new Api(token, { apiRoot });
  api.config.use(async (_, method, payload) => JSON.parse(await ask(method, payload)));

  return {
    api,
    getMe: async (signal) => JSON.parse(await ask('getMe', {}, { signal })).result,
    getUpdates: async (offset, signal) => {
      const payload = { offset, limit: 100, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES };
      return JSON.parse(
        await ask('getUpdates', payload, { signal, seconds: POLL_SECONDS + POLL_GRACE_SECONDS }),
      ).result;
    },
    sendMessage: async (payload) => {
      return numberIn(await ask('sendMessage', payload));
    },
    call: async (method, payload) => void (await ask(method, payload)),
    sendPhoto: async (fields, png) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('photo', new Blob([Buffer.from(png)], { type: 'image/png' }), 'digest.png');
      const request = new Response(form);
      const body = Buffer.from(await request.arrayBuffer());
      const answer = await http.post('sendPhoto', body, {
        contentType: request.headers.get('content-type') ?? '',
      });
      if (!answer.startsWith(OK)) throw refusalIn('sendPhoto', answer);
      return numberIn(answer);
    },
  };
}

/** The whole message comes back; its number is all we need, and stands at the front. */
function numberIn(answer: string): number {
  return Number(/"message_id":(\d+)/.exec(answer)?.[1]);
}

/** @returns whether Telegram says that the token is none. */
export function isBadToken(error: unknown): boolean {
  return error instanceof CallFailed && (error.code === 401 || error.code === 404);
}
