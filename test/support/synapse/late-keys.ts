import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a person's client and the homeserver, and keeps back the keys that it sends to other devices. */
export interface LateKeys {
  readonly baseUrl: string;
  /** What was kept back goes on, and what comes from now on is not kept. */
  release(): Promise<void>;
  stop(): Promise<void>;
}

/** A client is told at once that its keys were sent. */
export async function holdKeys(target: string): Promise<LateKeys> {
  const held: (() => Promise<unknown>)[] = [];
  let holding = true;

  const pass = (incoming: IncomingMessage, body: Buffer<ArrayBuffer>) => {
    const { authorization = '', 'content-type': type = 'application/json' } = incoming.headers;
    return fetch(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: { authorization, 'content-type': type },
      ...(body.length > 0 && { body }),
    });
  };

  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    outgoing.setHeader('content-type', 'application/json');
    if (holding && incoming.url?.includes('/sendToDevice/')) {
      held.push(() => pass(incoming, body));
      outgoing.end('{}');
      return;
    }
    const response = await pass(incoming, body).catch(() => null);
    if (!response) return void outgoing.destroy();
    outgoing.writeHead(response.status).end(Buffer.from(await response.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: async () => {
      holding = false;
      for (const send of held.splice(0)) await send();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
