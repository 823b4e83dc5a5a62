import { type Dispatcher, fetch as undiciFetch } from 'undici';

/**
 * @param dispatcher what all calls go through, a proxy for one
 * @param stopping ends all calls that are under way
 * @returns `fetch` for the SDK
 */
export function createFetch(dispatcher: Dispatcher, stopping: AbortSignal): typeof globalThis.fetch {
  const call: typeof undiciFetch = (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, stopping]) : stopping;
    return undiciFetch(input, { ...init, dispatcher, signal });
  };
  return call as unknown as typeof globalThis.fetch;
}
