import { Agent, type Dispatcher, Pool, ProxyAgent, Socks5ProxyAgent } from 'undici';

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
  return proxy.startsWith('socks5h:')
    ? socksDispatcher(proxy, connections)
    : tunnelDispatcher(proxy, options);
}

function socksDispatcher(proxy: string, connections: number): Dispatcher {
  // undici hands the name to the proxy and looks nothing up itself, which others call socks5h.
  const agent = new Socks5ProxyAgent(proxy.replace('socks5h:', 'socks5:'));
  // It takes the bounds of its pool from the first call, not from its options.
  return agent.compose(
    (dispatch) => (call, handler) =>
      dispatch({ ...call, connections, pipelining: 1 } as Dispatcher.DispatchOptions, handler),
  );
}

function tunnelDispatcher(proxy: string, options: Pool.Options): Dispatcher {
  return new ProxyAgent({
    ...options,
    uri: proxy,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Plain HTTP too: a proxy that forwards would read the token in the address.
    proxyTunnel: true,
    // A proxy that takes the connection and never answers would be waited for five minutes.
    clientFactory: (origin, own) => new Pool(origin, { ...own, headersTimeout: CONNECT_TIMEOUT_MS }),
  });
}
