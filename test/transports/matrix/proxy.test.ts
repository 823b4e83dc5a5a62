import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { createDispatcher } from '../../../src/transports/dispatcher.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { createPlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { greyPng } from '../../support/png.ts';
import { startConnectProxy } from '../../support/proxies/connect-proxy.ts';
import type { TestProxy } from '../../support/proxies/proxy.ts';
import { startSocks5Proxy } from '../../support/proxies/socks5-proxy.ts';
import { startRealProgram } from '../../support/real-program.ts';
import { openGate } from '../../support/synapse/gate.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { createRuns } from './harness.ts';

/** Nobody resolves it: only the proxy knows where it is. */
const HOST = 'homeserver.invalid';
const PASSWORD = 'a-secret-of-the-proxy';
const PICTURE = { png: greyPng(7, 5), alt: 'grey' };
const KINDS = [
  { scheme: 'http', startProxy: startConnectProxy },
  { scheme: 'socks5h', startProxy: startSocks5Proxy },
] as const;

unrefLongTimers();
const root = temporaryFolder();
const ends: (() => unknown)[] = [];
let synapse: Synapse;
let names = 0;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => synapse.stop());

const named = (baseUrl: string) => baseUrl.replace('127.0.0.1', HOST);

async function runsThrough(baseUrl: string, proxy: string) {
  names += 1;
  const bot = await synapse.register(`bot${names}`);
  const clock = createManualClock(1_795_244_400);
  const warned = Promise.withResolvers<string>();
  const runs = await createRuns(baseUrl, join(root, `${names}`), clock, {
    userId: bot.userId,
    password: bot.password,
    dispatcher: createDispatcher({ proxy, connections: 10 }),
    log: { warn: (fields, message) => warned.resolve(`${message} ${JSON.stringify(fields)}`) },
  });
  const { transport } = await runs.next();
  ends.push(runs.close, () => clock.pass(transport.stop()));
  return { bot, clock, transport, warned: warned.promise };
}

/** @returns the address of a proxy that was there once */
async function deadAddress(): Promise<string> {
  const proxy = await startConnectProxy();
  await proxy.stop();
  return proxy.address;
}

async function started(startProxy: () => Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await startProxy();
  ends.push(proxy.stop);
  return proxy;
}

describe.each(KINDS)('with a proxy by $scheme://', ({ scheme, startProxy }) => {
  test('login, sync, keys, posts and uploads go through it, and it looks up the name', async () => {
    const proxy = await started(startProxy);
    const gate = await openGate(synapse.baseUrl);
    ends.push(gate.stop);
    const address = `${scheme}://user:${PASSWORD}@${proxy.address}`;
    const { bot, transport } = await runsThrough(named(gate.baseUrl), address);
    await transport.start(createListener(() => null).handle);
    const person = await createPlainPerson(synapse, `person${names}`);
    const room = await person.invite(bot.userId);
    await createCall(synapse.baseUrl, bot.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
    await transport.findChannel(room);
    await transport.send(room, { ...textDoc('hello'), picture: PICTURE });

    const ways = new Set(gate.taken.map(({ path }) => path.slice(-2).join('/')));
    for (const way of ['v3/login', 'v3/sync', 'keys/upload', 'device_signing/upload', 'v3/upload'])
      expect(ways).toContain(way);
    const kinds = gate.taken.map(({ path, body }) =>
      path.includes('send') ? (body as { msgtype?: string }).msgtype : null,
    );
    expect(kinds.filter((kind) => kind !== null && kind !== undefined)).toEqual(['m.notice', 'm.image']);
    expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([HOST]));
    expect(new Set(proxy.asked.map(({ port }) => `${port}`))).toEqual(new Set([new URL(gate.baseUrl).port]));
    expect(new Set(proxy.asked.map(({ credentials }) => credentials))).toEqual(new Set([`user:${PASSWORD}`]));
  });

  test('nothing goes around one that is dead, and the log says that nothing was reached', async () => {
    const gate = await openGate(synapse.baseUrl);
    ends.push(gate.stop);
    const address = `${scheme}://user:${PASSWORD}@${await deadAddress()}`;
    const { transport, clock, warned } = await runsThrough(gate.baseUrl, address);
    const starting = transport.start(createListener(() => null).handle);
    const line = await warned;
    expect(line).toBe(
      'matrix: the homeserver cannot be used, trying on {"what":"session","error":"login: not reached"}',
    );
    await clock.pass(starting);
    const outcomes = await clock.pass(
      Promise.allSettled([
        transport.send('!room:localhost', { ...textDoc('hello'), picture: PICTURE }),
        transport.findChannel('#room:localhost'),
      ]),
    );
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'SendError', permanent: false } });
    expect(gate.taken).toEqual([]);
  });

  test('nothing goes around one that dies while the bot runs', async () => {
    const proxy = await startProxy();
    const gate = await openGate(synapse.baseUrl);
    ends.push(gate.stop);
    const { transport, clock } = await runsThrough(gate.baseUrl, `${scheme}://${proxy.address}`);
    await transport.start(createListener(() => null).handle);
    await proxy.stop();
    const before = gate.taken.length;
    const sent = clock.pass(transport.send('!room:localhost', textDoc('hello')));
    await expect(sent).rejects.toMatchObject({ name: 'SendError', permanent: false });
    expect(gate.taken).toHaveLength(before);
  });
});

describe('the program', () => {
  test('takes MATRIX_PROXY for all that it asks of the homeserver', async () => {
    const proxy = await started(startSocks5Proxy);
    const bot = await synapse.register('program');
    const program = startRealProgram(join(root, 'program'), {
      MATRIX_HOMESERVER_URL: named(synapse.baseUrl),
      MATRIX_USER_ID: bot.userId,
      MATRIX_PASSWORD: bot.password,
      MATRIX_PROXY: `socks5h://user:${PASSWORD}@${proxy.address}`,
    });
    ends.push(() => program.end('SIGKILL'));
    await program.seen(/Matrix включён/);
    expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([HOST]));
    expect(program.output()).not.toContain(PASSWORD);
    expect(await program.end('SIGTERM')).toBe(0);
  });
});
