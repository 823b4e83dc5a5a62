import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeserverConfiguration, type Limits, logConfiguration, SERVER_NAME } from './configuration.ts';
import { synapsePython } from './python.ts';
import { type Account, register } from './registration.ts';

const HOMESERVER = fileURLToPath(new URL('./homeserver.py', import.meta.url));
const LISTENING = /now listening on TCP port (\d+)/;

/** A homeserver on loopback, with a folder of its own. */
export interface Synapse {
  /** `http://127.0.0.1:40123` */
  readonly baseUrl: string;
  readonly serverName: string;
  /** @param name the local part of the user id */
  register(name: string, options?: { admin?: boolean }): Promise<Account>;
  /** Connections hang from now on, new ones and those that are open; nothing is refused. */
  pause(): void;
  /** What came in meanwhile is served. */
  resume(): void;
  /** All that it wrote so far: warnings. */
  log(): string;
  /** Ends it at once and erases its folder. Without it, it ends with the test's process. */
  stop(): Promise<void>;
}

/** @param limits `default` to be told 429 as on most servers: 10 messages, then one in 5 s */
export async function startSynapse({ limits = 'off' }: { limits?: Limits } = {}): Promise<Synapse> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-synapse-'));
  const secret = randomBytes(16).toString('hex');
  writeFileSync(join(folder, 'homeserver.yaml'), homeserverConfiguration(secret, limits));
  writeFileSync(join(folder, 'log.json'), logConfiguration());
  const seed = randomBytes(32).toString('base64').replaceAll('=', '');
  writeFileSync(join(folder, 'signing.key'), `ed25519 a_test ${seed}\n`);

  const server = spawn(synapsePython(), [HOMESERVER, '-c', 'homeserver.yaml'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(server, 'close');
  let log = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const [, port] = LISTENING.exec(log) ?? [];
      if (port) listening.resolve(port);
    });
  const stop = async () => {
    server.kill('SIGKILL');
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  const port = await Promise.race([listening.promise, closed.then(() => null)]);
  if (port === null) {
    await stop();
    throw new Error(`Synapse ended before it listened:\n${log}`);
  }
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    serverName: SERVER_NAME,
    register: (name, options) => register(baseUrl, secret, name, options),
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    log: () => log,
    stop,
  };
}
