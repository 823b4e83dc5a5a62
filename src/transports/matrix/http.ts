import { type Dispatcher, fetch as undiciFetch } from 'undici';

const CODES_OF_NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKS5',
]);
/** Of a failure, all that the SDK hands on is its message. */
const NOT_REACHED = 'the server was not reached';

/**
 * @param dispatcher what all calls go through, a proxy for one
 * @param stopping ends all calls that are under way
 * @returns `fetch` for the SDK
 */
export function createFetch(dispatcher: Dispatcher, stopping: AbortSignal): typeof globalThis.fetch {
  const call: typeof undiciFetch = async (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, stopping]) : stopping;
    try {
      return await undiciFetch(input, { ...init, dispatcher, signal });
    } catch (error) {
      throw wasReached(error as Failure) ? error : new Error(NOT_REACHED, { cause: error });
    }
  };
  return call as unknown as typeof globalThis.fetch;
}

/** @returns whether the SDK failed because a call of this `fetch` came to no server */
export function isNotReached({ message }: Error): boolean {
  return message.endsWith(NOT_REACHED);
}

/** What undici and Node throw: the code may stand deeper, of a name with several addresses once for each. */
interface Failure {
  readonly code?: unknown;
  readonly cause?: Failure;
  readonly errors?: readonly Failure[];
}

function wasReached({ code, cause, errors = [] }: Failure): boolean {
  if (CODES_OF_NOT_REACHED.has(String(code))) return false;
  return errors.every(wasReached) && (cause === undefined || wasReached(cause));
}
