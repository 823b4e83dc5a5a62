import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type Asked, listenAsProxy, type TestProxy, tunnel } from './proxy.ts';

const WITH_PASSWORD = 2;
const TAKES_NAME = 3;
const SUCCEEDED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);

/** A SOCKS 5 proxy, RFC 1928, with names and passwords, RFC 1929. A client waits for each answer. */
export function startSocks5Proxy(): Promise<TestProxy> {
  const asked: Asked[] = [];
  const serve = async (client: Socket): Promise<void> => {
    const next = async (): Promise<Buffer> => (await once(client, 'data'))[0];
    const [, , ...methods] = await next();
    const withPassword = methods.includes(WITH_PASSWORD);
    client.write(Buffer.from([5, withPassword ? WITH_PASSWORD : 0]));
    let credentials: string | null = null;
    if (withPassword) {
      const login = await next();
      const end = 2 + (login[1] ?? 0);
      credentials = `${login.subarray(2, end)}:${login.subarray(end + 1)}`;
      client.write(Buffer.from([1, 0]));
    }
    const request = await next();
    const host =
      request[3] === TAKES_NAME ? String(request.subarray(5, -2)) : request.subarray(4, -2).join('.');
    const port = request.readUInt16BE(request.length - 2);
    asked.push({ host, port, credentials });
    await tunnel(client, port, SUCCEEDED);
  };
  // A client that goes away in the middle is none to serve.
  return listenAsProxy(
    createServer((client) => void serve(client).catch(() => client.destroy())),
    asked,
  );
}
