import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { type Credentials, createCredentialsFile } from '../../../src/transports/matrix/credentials.ts';
import type { MatrixParts } from '../../../src/transports/matrix/matrix.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type Call, createCall } from '../../support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { type Fault, type Gate, openGate } from '../../support/synapse/gate.ts';
import type { Account } from '../../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { type Bot, createRuns } from './harness.ts';

const SOFT_LOGOUT: Fault = {
  status: 401,
  body: { errcode: 'M_UNKNOWN_TOKEN', error: 'Access token has expired', soft_logout: true },
};

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

const { handle } = createListener(() => null);

interface Scene {
  readonly account: Account;
  readonly gate: Gate;
  readonly folder: string;
  readonly clock: ManualClock;
  readonly log: readonly string[];
  /** Resolves once there are so many lines. */
  logged(count: number): Promise<void>;
  /** Somebody in a plain room with the bot. */
  readonly person: PlainPerson;
  readonly room: string;
  /** Another run of the same bot, started. */
  start(more?: Partial<MatrixParts>): Promise<Bot>;
  /** Lets go of the store. */
  close(): void;
  credentials(): Promise<Credentials>;
  /** The API as the bot's device. */
  asBot(): Promise<Call>;
}

/** A bot that began with its password, and is not running. */
async function open(): Promise<Scene> {
  names += 1;
  const account = await synapse.register(`bot${names}`);
  const folder = join(root, `${names}`);
  const gate = await openGate(synapse.baseUrl);
  const log: string[] = [];
  const looks = new Set<() => void>();
  const clock = createManualClock(1_795_244_400);
  const runs = await createRuns(gate.baseUrl, folder, clock, {
    userId: account.userId,
    password: account.password,
    log: {
      warn: (fields, message) => {
        log.push(`${message} ${JSON.stringify(fields)}`);
        for (const look of looks) look();
      },
    },
  });
  ends.push(gate.stop, runs.close);
  const file = createCredentialsFile(join(folder, 'matrix.json'));
  const person = await createPlainPerson(synapse, `person${names}`);
  const room = await person.invite(account.userId);
  await createCall(synapse.baseUrl, account.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
  const credentials = async () => {
    const saved = await file.read();
    if (!saved) throw new Error('the bot has no device');
    return saved;
  };
  return {
    account,
    gate,
    clock,
    folder,
    log,
    logged: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (log.length >= count) resolve();
        };
        looks.add(look);
        look();
      }),
    person,
    room,
    start: async (more) => {
      const bot = await runs.next(more);
      ends.push(bot.transport.stop);
      await bot.transport.start(handle);
      return bot;
    },
    close: runs.close,
    credentials,
    asBot: async () => createCall(synapse.baseUrl, (await credentials()).accessToken),
  };
}

/** @returns what the log says, with nothing in it that names somebody or opens something. */
async function told({ log, credentials, account, room }: Scene): Promise<string> {
  const { accessToken, deviceId, recoveryKey } = await credentials();
  for (const secret of [accessToken, deviceId, recoveryKey, account.userId, account.password, room])
    expect(log.join('\n')).not.toContain(secret);
  return log.join('\n');
}

describe.each([
  ['another client logs the bot out', null],
  ['the homeserver wants it to log in again', SOFT_LOGOUT],
] as const)('when %s', (_, fault) => {
  const end = async ({ gate, asBot }: Scene) => {
    if (fault) gate.fault((_method, url) => (/\/(sync|whoami|send)\b/.test(url) ? fault : null));
    else await (await asBot())('POST', 'logout', {});
  };

  test.each([
    ['a password', true, 'start again: the bot becomes a new device'],
    ['none', false, 'set MATRIX_PASSWORD, or MATRIX_ACCESS_TOKEN to a new token, and start again'],
  ])('while it runs with %s, the operator is told once what to do', async (_how, has, hint) => {
    const scene = await open();
    await (await scene.start()).transport.stop();
    const { transport } = await scene.start(has ? {} : { password: null });
    await end(scene);
    await scene.person.say(scene.room, { msgtype: 'm.text', body: 'hello' });
    await scene.logged(1);
    await expect(scene.clock.pass(transport.send(scene.room, textDoc('hello')))).rejects.toMatchObject({
      permanent: false,
      unknown: false,
      message: expect.stringContaining('401 M_UNKNOWN_TOKEN'),
    });
    expect(await told(scene)).toBe(`matrix: the homeserver has ended the session; ${hint} {}`);
  });

  /** Ended while the bot is down; with its next login all is well. */
  const endBefore = async (scene: Scene) => {
    await (await scene.start()).transport.stop();
    if (!fault) return end(scene);
    let asked = 0;
    scene.gate.fault((_method, url) => {
      if (url.includes('/whoami')) asked += 1;
      return url.includes('/whoami') && asked === 1 ? fault : null;
    });
  };

  test('while it is down, the next start makes one new device with the old identity', async () => {
    const scene = await open();
    await endBefore(scene);
    const before = await scene.credentials();
    await (await scene.start()).transport.stop();
    const after = await scene.credentials();
    expect(after.deviceId).not.toBe(before.deviceId);
    expect(after.recoveryKey).toBe(before.recoveryKey);
    expect(await told(scene)).toBe(
      'matrix: the device cannot go on; the bot becomes a new one {"complaint":"logged out"}',
    );
    await scene.start({ password: null });
    expect(await scene.credentials()).toEqual(after);
  });

  test('while it is down and without a password, the start ends with what to do', async () => {
    const scene = await open();
    await endBefore(scene);
    const before = await scene.credentials();
    const message = expect.stringMatching(/has ended the bot’s session\. Set MATRIX_PASSWORD, or /);
    await expect(scene.start({ password: null })).rejects.toMatchObject({ permanent: true, message });
    expect(await scene.credentials()).toEqual(before);
    await told(scene);
  });
});

test('a store that was put back to an older state makes one new device, once', async () => {
  const scene = await open();
  const { gate, person, room, folder, account } = scene;
  /** Somebody takes a one-time key; the bot hears of it with its next sync and makes another. */
  const claim = async () => {
    const { deviceId } = await scene.credentials();
    const one_time_keys = { [account.userId]: { [deviceId]: 'signed_curve25519' } };
    await person.call('POST', 'keys/claim', { one_time_keys });
    await person.say(room, { msgtype: 'm.text', body: 'hello' });
  };
  const uploaded = () => gate.taken.filter(({ path }) => path.slice(-2).join('/') === 'keys/upload').length;

  await (await scene.start()).transport.stop();
  scene.close();
  for (const file of ['matrix.db', 'matrix.db-wal'])
    if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(folder, `old-${file}`));
  const before = await scene.credentials();

  const { transport } = await scene.start();
  const sofar = uploaded();
  await claim();
  await gate.until(() => uploaded() > sofar);
  await transport.stop();
  scene.close();
  for (const file of ['matrix.db', 'matrix.db-wal']) {
    rmSync(join(folder, file), { force: true });
    if (existsSync(join(folder, `old-${file}`)))
      copyFileSync(join(folder, `old-${file}`), join(folder, file));
  }

  const old = await scene.start();
  await claim();
  await scene.logged(1);
  expect(scene.log).toEqual([
    'matrix: the server knows other keys of the bot’s device; the next start makes a new device {}',
  ]);
  await old.transport.stop();

  await (await scene.start()).transport.stop();
  const after = await scene.credentials();
  expect(after.deviceId).not.toBe(before.deviceId);
  expect(after.recoveryKey).toBe(before.recoveryKey);
  await scene.start();
  expect(await scene.credentials()).toEqual(after);
  expect(await told(scene)).toMatch(
    /^[^\n]+\nmatrix: the device cannot go on; the bot becomes a new one {"complaint":"keys behind"}$/,
  );
});
