import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type Asked, listenAsProxy, type TestProxy, tunnel } from './proxy.ts';

/** An HTTP proxy that makes tunnels and forwards nothing else. */
export function startConnectProxy(): Promise<TestProxy> {
  const asked: Asked[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    const { hostname, port } = new URL(`http://${request.url}`);
    const [, credentials] = /^Basic (.+)$/.exec(request.headers['proxy-authorization'] ?? '') ?? [];
    asked.push({
      host: hostname,
      port: Number(port),
      credentials: credentials === undefined ? null : Buffer.from(credentials, 'base64').toString(),
    });
    tunnel(client, Number(port), 'HTTP/1.1 200 Connection established\r\n\r\n');
  });
  return listenAsProxy(server, asked);
}
