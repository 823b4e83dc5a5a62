import { once } from 'node:events';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';

/** What a client asked the proxy for. */
export interface Asked {
  /** As the client wrote it: a name that is to be looked up by the proxy, or an address looked up before. */
  readonly host: string;
  readonly port: number;
  /** `user:password`, where they were given. */
  readonly credentials: string | null;
}

/** A proxy on loopback that takes every name for the loopback's. */
export interface TestProxy {
  /** `127.0.0.1:1080` */
  readonly address: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

/** @returns the proxy that a server makes, once it listens. */
export async function listenAsProxy(server: Server, asked: readonly Asked[]): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Carries bytes both ways until either end is gone. */
export async function tunnel(client: Socket, port: number, established: string | Buffer): Promise<void> {
  const target = connect(port, '127.0.0.1');
  for (const [one, other] of [
    [client, target],
    [target, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
  await once(target, 'connect');
  client.write(established);
  client.pipe(target).pipe(client);
}
