import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a call comes to instead of the server's answer; the server takes it or not. */
export type Fault =
  /** Served as usual: the fault comes to a later call. */
  | 'pass'
  /** Not taken, and never answered. */
  | 'hang'
  | 'reset before'
  /** Taken, but the answer is lost. */
  | 'reset after'
  | 'html'
  | { status: number; body: Readonly<Record<string, unknown>> };

/** A way to a homeserver that can fail, for what the homeserver itself cannot be told to do. */
export interface Gate {
  /** To be used instead of the server's own. */
  readonly baseUrl: string;
  /** `PUT /_matrix/client/v3/…`, of all calls, in order. */
  readonly asked: readonly string[];
  /** The next calls that fit come to these, one each. @param call matched against lines of `asked` */
  fault(call: RegExp, ...faults: readonly Fault[]): void;
  /** Nothing is answered from now on, what was asked before neither. */
  hang(): void;
  /** All faults are over. */
  open(): void;
  /** Connections are refused from now on. */
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export async function startGate(target: string): Promise<Gate> {
  const asked: string[] = [];
  let faults: { call: RegExp; fault: Fault }[] = [];
  let hanging = false;

  const next = (call: string): Fault => {
    if (hanging) return 'hang';
    const index = faults.findIndex((one) => one.call.test(call));
    const [found] = index < 0 ? [] : faults.splice(index, 1);
    return found?.fault ?? 'pass';
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(incoming);
    const call = `${incoming.method} ${incoming.url}`;
    asked.push(call);
    const fault = next(call);
    if (fault === 'hang') return;
    if (fault === 'reset before') return void incoming.socket.destroy();
    if (fault === 'html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Bad gateway</p>');
    if (typeof fault === 'object') {
      const headers = { 'content-type': 'application/json' };
      return void response.writeHead(fault.status, headers).end(JSON.stringify(fault.body));
    }
    const answer = await forward(target, incoming, body, response);
    if (fault === 'reset after') return void incoming.socket.destroy();
    if (!hanging) response.writeHead(answer.status, answer.headers).end(answer.body);
  };

  const server = createServer((incoming, response) => {
    // The server is gone, or whoever asked.
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fault: (call, ...more) => void faults.push(...more.map((fault) => ({ call, fault }))),
    hang: () => {
      hanging = true;
    },
    open: () => {
      hanging = false;
      faults = [];
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @returns the server's answer. @throws when there is none, or nobody waits for it any more */
async function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<Answer> {
  const outgoing = request(`${target}${url}`, { method, headers });
  response.once('close', () => outgoing.destroy());
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: await buffer(answer) };
}
