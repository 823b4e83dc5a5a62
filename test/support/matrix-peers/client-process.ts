import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Heard, PeerSettings, Report, Request } from './protocol.ts';

/** Milliseconds after which a test is told what came instead. */
const PATIENCE = 30_000;

/** A client in a process of its own. It ends with the process that started it. */
export interface ClientProcess {
  /** @returns the event's id. @throws what the client said */
  send(roomId: string, type: string, content: object): Promise<string>;
  /** In the order in which they came first, each as it was shown last. */
  received(): readonly Heard[];
  /** @throws when nothing fits within half a minute, or the process ends */
  until(fits: (heard: Heard) => boolean): Promise<Heard>;
  stop(): Promise<void>;
}

/** @returns the client, once it has synced */
export async function startClientProcess(
  command: string,
  args: readonly string[],
  settings: PeerSettings,
): Promise<ClientProcess> {
  const child = spawn(command, args, { stdio: 'pipe', env: { PATH: process.env.PATH, ...settings } });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk;
  });
  const ready = Promise.withResolvers<void>();
  const heard = new Map<string, Heard>();
  const watchers = new Set<() => void>();
  const requests = new Map<number, PromiseWithResolvers<string>>();
  let asked = 0;

  const take = (report: Report) => {
    if ('ready' in report) ready.resolve();
    else if ('heard' in report) {
      heard.set(report.heard.eventId, report.heard);
      for (const look of watchers) look();
    } else if ('error' in report) requests.get(report.id)?.reject(new Error(report.error));
    else requests.get(report.id)?.resolve(report.eventId);
  };
  createInterface({ input: child.stdout }).on('line', (line) => take(JSON.parse(line)));
  // A process that is gone takes no more lines; whoever waits is told by `ended`.
  child.stdin.on('error', () => {});
  const closed = once(child, 'close');
  const ended = closed.then(() => {
    throw new Error(`the client's process ended:\n${complaints}`);
  });
  ended.catch(() => {});
  await Promise.race([ready.promise, ended]);

  return {
    send: (roomId, type, content) => {
      asked += 1;
      const request: Request = { id: asked, send: { roomId, type, content } };
      const answer = Promise.withResolvers<string>();
      requests.set(asked, answer);
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return Promise.race([answer.promise, ended]);
    },
    received: () => [...heard.values()],
    until: async (fits) => {
      const found = Promise.withResolvers<Heard>();
      const look = () => {
        const event = heard.values().find(fits);
        if (event) found.resolve(event);
      };
      const patience = setTimeout(
        () => found.reject(new Error(`nothing fits of ${JSON.stringify([...heard.values()], null, 1)}`)),
        PATIENCE,
      );
      watchers.add(look);
      look();
      return await Promise.race([found.promise, ended]).finally(() => {
        watchers.delete(look);
        clearTimeout(patience);
      });
    },
    stop: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
