import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { SendError } from '../../../src/chat/errors.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { startProgram } from '../../support/program.ts';
import { startConnectProxy } from '../../support/proxies/connect-proxy.ts';
import type { TestProxy } from '../../support/proxies/proxy.ts';
import { startSocks5Proxy } from '../../support/proxies/socks5-proxy.ts';
import { createListener } from '../listener.ts';
import { openTelegram, PERSON, type TelegramHarness, type TelegramOptions } from './harness.ts';

/** Nobody resolves it: only the proxy knows where it is. */
const HOST = 'bot-api.test';
const PICTURE = { png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), alt: '' };
const PASSWORD = 'pass-w0rd';

const KINDS = [
  { scheme: 'http', startProxy: startConnectProxy },
  { scheme: 'socks5h', startProxy: startSocks5Proxy },
];

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function through(options: TelegramOptions): Promise<TelegramHarness> {
  const harness = await openTelegram(options);
  open.push(harness.close);
  return harness;
}

async function started(startProxy: () => Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await startProxy();
  open.push(proxy.stop);
  return proxy;
}

/** An address of loopback at which nobody listens. */
async function deadAddress(): Promise<string> {
  const proxy = await startConnectProxy();
  await proxy.stop();
  return proxy.address;
}

describe.each(KINDS)('with a proxy by $scheme://', ({ scheme, startProxy }) => {
  test('everything goes through it, and it gets the name to look up', async () => {
    const proxy = await started(startProxy);
    const { transport, api, chatId, clock } = await through({
      proxy: `${scheme}://${proxy.address}`,
      host: HOST,
    });
    const { handle } = createListener(({ text }) => textDoc(text));
    await clock.pass(transport.start(handle));
    api.say(PERSON, 'heard');
    await api.until(() => api.sent.length === 1);
    await transport.send(chatId, { ...textDoc('with a picture'), picture: PICTURE });
    await transport.setMenu([{ command: 'report', description: 'report' }], 'ru');
    expect(api.called).toEqual(['getMe', 'sendMessage', 'sendMessage', 'sendPhoto', 'setMyCommands']);
    expect(api.connections).toBe(proxy.asked.length);
    const port = Number(new URL(api.root).port);
    expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([HOST]));
    expect(new Set(proxy.asked.map((asked) => asked.port))).toEqual(new Set([port]));
  });

  test('it gets the name and password that stand in the setting', async () => {
    const proxy = await started(startProxy);
    const { transport, chatId } = await through({
      proxy: `${scheme}://user:${PASSWORD}%40@${proxy.address}`,
      host: HOST,
    });
    await transport.send(chatId, textDoc('hello'));
    expect(proxy.asked.map(({ credentials }) => credentials)).toEqual([`user:${PASSWORD}@`]);
  });

  test('no more connections are open at once than the setting allows', async () => {
    const proxy = await started(startProxy);
    const { transport, api } = await through({
      proxy: `${scheme}://${proxy.address}`,
      host: HOST,
      connections: 2,
    });
    const people = Array.from({ length: 20 }, (_, index) => 100 + index);
    for (const id of people) api.addChat({ id, type: 'private', bot: 'member' });
    await Promise.all(people.map((id) => transport.send(String(id), textDoc('hello'))));
    expect(api.sent).toHaveLength(20);
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  test('nothing goes around one that is dead, and the log says what to look at', async () => {
    const proxy = `${scheme}://user:${PASSWORD}@${await deadAddress()}`;
    const { transport, api, chatId, clock, log } = await through({ proxy });
    await clock.pass(transport.start(createListener(() => null).handle));
    const outcomes = await clock.pass(
      Promise.allSettled([
        transport.send(chatId, { ...textDoc('hello'), picture: PICTURE }),
        transport.setMenu([], 'ru'),
        transport.findChannel('@channel'),
      ]),
    );
    for (const outcome of outcomes) {
      const error = outcome.status === 'rejected' ? outcome.reason : null;
      expect(error).toBeInstanceOf(SendError);
      expect(error).toMatchObject({ permanent: false, unknown: false });
    }
    expect(api.connections).toBe(0);
    expect(log.join('\n')).toContain('cannot be reached through TELEGRAM_PROXY');
    expect(log.join('\n')).not.toContain(PASSWORD);
  });

  test('one that never answers holds up neither the start nor the stop', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { transport, clock, api } = await through({
      proxy: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    await clock.pass(transport.start(createListener(() => null).handle));
    // The clock stands still: nothing is waited for.
    await transport.stop();
    expect(api.connections).toBe(0);
    // Ends undici's own wait too, which would hold the process.
    for (const socket of sockets) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    server.close();
  });
});

const folder = temporaryFolder();

test('the program says that its proxy is dead, reaches nothing, and stops when told', async () => {
  const { api } = await through({});
  const program = startProgram({
    args: ['start'],
    folder: folder,
    now: 1_795_244_400,
    env: {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_PROXY: `socks5h://user:${PASSWORD}@${await deadAddress()}`,
    },
  });
  open.push(async () => void (await program.end('SIGKILL')));
  await program.seen(/cannot be reached through TELEGRAM_PROXY/);
  // What a start waits for Telegram is over.
  await program.advance(10);
  expect(await program.end('SIGTERM')).toBe(0);
  expect(api.connections).toBe(0);
  expect(program.notices() + program.output()).not.toContain(PASSWORD);
});
