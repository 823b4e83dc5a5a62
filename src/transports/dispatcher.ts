import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from 'undici';

const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 60_000;

/**
 * What all HTTP of one platform goes through, so that a proxy holds for every call of it.
 *
 * @param proxy `http://…` or `socks5h://…`; null for none
 * @param connections how many may be open at once to one host
 */
export function createDispatcher({
  proxy,
  connections,
}: {
  proxy: string | null;
  connections: number;
}): Dispatcher {
  const options = { connections, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS };
  if (proxy === null) return new Agent({ ...options, connect: { timeout: CONNECT_TIMEOUT_MS } });
  // undici hands the name to the proxy and looks nothing up itself, which others call socks5h.
  if (proxy.startsWith('socks5h:'))
    return new Socks5ProxyAgent(proxy.replace('socks5h:', 'socks5:'), options);
  return new ProxyAgent({ uri: proxy, ...options });
}
