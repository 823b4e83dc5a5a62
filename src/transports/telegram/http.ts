import type { Dispatcher } from 'undici';
import { CallFailed, type Reach } from './call-failed.ts';

/** What an ordinary call may take; a long poll takes its own timeout longer. */
const ANSWER_SECONDS = 30;

export interface PostOptions {
  readonly contentType?: string;
  /** How long the answer may take, seconds. */
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** Posts to a method of the Bot API. */
export interface BotHttp {
  /**
   * @param body JSON unless told otherwise
   * @returns the text of the answer, whatever it says
   * @throws CallFailed when there was none
   */
  post(method: string, body: string | Buffer, options?: PostOptions): Promise<string>;
}

/** Errors of a connection that was never made: nothing can have arrived. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKS5',
]);

/** The bare `dispatch` of undici: no streams and no objects a call, half the cost of `request`. */
export function createBotHttp(options: { token: string; apiRoot: string; dispatcher: Dispatcher }): BotHttp {
  const { origin, pathname } = new URL(options.apiRoot);
  const prefix = `${pathname.replace(/\/$/, '')}/bot${options.token}/`;
  const json = ['content-type', 'application/json'];

  return {
    post: (method, body, { contentType, seconds = ANSWER_SECONDS, signal } = {}) =>
      new Promise((resolve, reject) => {
        const headers = contentType ? ['content-type', contentType] : json;
        const timeout = seconds * 1000;
        options.dispatcher.dispatch(
          {
            origin,
            path: prefix + method,
            method: 'POST',
            headers,
            body,
            headersTimeout: timeout,
            bodyTimeout: timeout,
          },
          new Answer(method, resolve, reject, signal),
        );
      }),
  };
}

/** undici calls these by name on whatever it is given; a class keeps one shape for all calls. */
class Answer implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #resolve: (text: string) => void;
  readonly #reject: (error: CallFailed) => void;
  readonly #signal: AbortSignal | undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #started = false;
  readonly #chunks: Buffer[] = [];

  constructor(
    method: string,
    resolve: (text: string) => void,
    reject: (error: CallFailed) => void,
    signal: AbortSignal | undefined,
  ) {
    this.#method = method;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#started = true;
    this.#controller = controller;
    if (this.#signal?.aborted) this.#abort();
  }

  onResponseStart(): void {}

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#release();
    const [first] = this.#chunks;
    const body = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#resolve(body.toString('utf8'));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    // The error itself quotes the request, token and all: only its kind goes on.
    this.#fail(this.#reachOf(error));
  }

  /** At once, a connection that is still being made included: nobody waits for the answer any more. */
  readonly #abort = (): void => {
    this.#controller?.abort(new Error('aborted'));
    this.#fail(this.#started ? 'answer lost' : 'not reached');
  };

  #fail(reach: Reach): void {
    this.#release();
    this.#reject(new CallFailed(this.#method, { reach }));
  }

  #reachOf(error: Error): Reach {
    const code = 'code' in error ? String(error.code) : '';
    return UNREACHED.has(code) || !this.#started ? 'not reached' : 'answer lost';
  }

  #release(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}
