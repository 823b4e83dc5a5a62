import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request instead of its answer. */
export type Fault =
  | { readonly status: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before it reaches the server. */
  | 'reset before'
  /** It is done, and the answer is lost. */
  | 'reset after'
  /** It is done, and a page comes back. */
  | 'html';

/** A request that the homeserver has taken. */
export interface Taken {
  readonly method: string;
  /** Its path, taken apart and decoded. */
  readonly path: readonly string[];
  readonly body: unknown;
  readonly answer: unknown;
}

/** What stands between a client and its homeserver, and can break what goes through. */
export interface Gate {
  readonly baseUrl: string;
  /** What went through, in order. */
  readonly taken: readonly Taken[];
  /** Decides for each request; null lets it through. */
  fault(decide: ((method: string, path: string) => Fault | null) | null): void;
  /** Nothing is answered while it hangs, not even a refusal; what was asked before neither. */
  hang(hanging: boolean): void;
  /** Refuses connections, or takes them again. */
  close(shut: boolean): Promise<void>;
  /** Resolves when it holds; looked at after everything that goes through. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

interface Passed {
  readonly response: IncomingMessage;
  readonly bytes: Buffer;
}

export async function openGate(target: string): Promise<Gate> {
  const taken: Taken[] = [];
  const looks = new Set<() => void>();
  let decide: ((method: string, path: string) => Fault | null) | null = null;
  let hanging = false;

  const look = () => {
    for (const one of looks) one();
  };

  const pass = async (incoming: IncomingMessage, body: Buffer): Promise<Passed> => {
    const { host: _, ...headers } = incoming.headers;
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers });
    onward.end(body);
    const [response] = (await once(onward, 'response')) as [IncomingMessage];
    return { response, bytes: Buffer.concat(await response.toArray()) };
  };

  const keep = (incoming: IncomingMessage, body: Buffer, bytes: Buffer) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    taken.push({
      method: incoming.method ?? '',
      path: path.split('/').map(decodeURIComponent),
      body: parsed(body),
      answer: parsed(bytes),
    });
  };

  const respond = (fault: Fault | null, { response, bytes }: Passed, outgoing: ServerResponse) => {
    if (fault === 'reset after') return outgoing.destroy();
    if (fault === 'html')
      return outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html>proxy</html>');
    const { 'content-type': type = 'application/json', 'retry-after': retry } = response.headers;
    outgoing.writeHead(response.statusCode ?? 502, {
      'content-type': type,
      ...(retry && { 'retry-after': retry }),
    });
    return outgoing.end(bytes);
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = Buffer.concat(await incoming.toArray());
    const fault = decide?.(incoming.method ?? '', incoming.url ?? '') ?? null;
    if (hanging) return;
    if (fault === 'reset before') return void outgoing.destroy();
    if (fault !== null && typeof fault === 'object') {
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      outgoing.end(JSON.stringify(fault.body));
      return;
    }
    const passed = await pass(incoming, body);
    if (passed.response.statusCode === 200) keep(incoming, body, passed.bytes);
    if (!hanging) respond(fault, passed, outgoing);
    look();
  };

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shut = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    taken,
    fault: (next) => {
      decide = next;
    },
    hang: (next) => {
      hanging = next;
    },
    close: async (closed) => {
      if (closed) return shut();
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    until: (condition) =>
      new Promise((resolve) => {
        const one = () => {
          if (!condition()) return;
          looks.delete(one);
          resolve();
        };
        looks.add(one);
        one();
      }),
    stop: shut,
  };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
