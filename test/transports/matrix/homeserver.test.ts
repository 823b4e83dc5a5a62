import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Call, CallRefused, createCall } from '../../support/matrix-peers/call.ts';
import { type Fault, type Gate, openGate } from '../../support/synapse/gate.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';

let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

let people = 0;
async function accessTo(server: Synapse, baseUrl = server.baseUrl): Promise<Call> {
  people += 1;
  return createCall(baseUrl, (await server.register(`person${people}`)).accessToken);
}

/** Says numbers in a new room. @returns the transaction's way, to be said again */
async function newRoom(call: Call): Promise<(transaction: number) => Promise<unknown>> {
  const room = encodeURIComponent(String((await call('POST', 'createRoom', {})).room_id));
  return (transaction) =>
    call('PUT', `rooms/${room}/send/m.room.message/${transaction}`, {
      msgtype: 'm.text',
      body: `${transaction}`,
    });
}

const outcome = (call: Promise<unknown>) => call.catch((error: unknown) => error);

describe('the homeserver', () => {
  test('takes any number of messages at once, or tells when to go on', async () => {
    const say = await newRoom(await accessTo(synapse));
    await Promise.all(Array.from({ length: 30 }, (_, n) => say(n)));

    const limited = await startSynapse({ limits: 'default' });
    const sayThere = await newRoom(await accessTo(limited));
    const results = await Promise.all(Array.from({ length: 30 }, (_, n) => outcome(sayThere(n))));
    await limited.stop();
    const refused = results.filter((result) => result instanceof CallRefused);
    expect(refused.length).toBeGreaterThan(15);
    for (const { status, code, retryAfter } of refused)
      expect({ status, code, waits: Number(retryAfter) > 0 }).toEqual({
        status: 429,
        code: 'M_LIMIT_EXCEEDED',
        waits: true,
      });
  });

  test('that is paused leaves calls hanging, and serves them when it goes on', async () => {
    const call = await accessTo(synapse);
    synapse.pause();
    let answered = false;
    const waiting = call('GET', 'account/whoami').then((answer) => {
      answered = true;
      return answer;
    });
    const hanging = fetch(`${synapse.baseUrl}/health`, { signal: AbortSignal.timeout(300) });
    await expect(hanging).rejects.toThrow('timeout');
    expect(answered).toBe(false);
    synapse.resume();
    expect(await waiting).toMatchObject({ user_id: expect.any(String) });
  });
});

describe('a gate before it', () => {
  let gate: Gate;
  beforeEach(async () => {
    gate = await openGate(synapse.baseUrl);
  });
  afterEach(() => gate.stop());

  test('loses answers to what was taken, and takes nothing where it breaks off before', async () => {
    const call = await accessTo(synapse, gate.baseUrl);
    const say = await newRoom(call);
    const { next_batch: since } = await call('GET', 'sync?timeout=0');
    const faults: (Fault | null)[] = ['reset before', null, 'reset after', 'html', { status: 502, body: {} }];
    gate.fault((_, path) => (path.includes('/send/') ? (faults.shift() ?? null) : null));
    const results = [];
    for (const n of [1, 2, 3, 4, 5, 6])
      results.push(
        await say(n).then(
          () => 'sent',
          () => 'failed',
        ),
      );
    expect(results).toEqual(['failed', 'sent', 'failed', 'failed', 'failed', 'sent']);
    const { rooms } = (await call('GET', `sync?timeout=0&since=${since}`)) as { rooms: object };
    expect(JSON.stringify(rooms).match(/(?<="body":")\d/g)).toEqual(['2', '3', '4', '6']);
  });

  test('hangs, those too who asked before, until it is opened', async () => {
    const call = await accessTo(synapse, gate.baseUrl);
    const say = await newRoom(call);
    const { next_batch: since } = await call('GET', 'sync?timeout=0');
    const polled = outcome(call('GET', `sync?timeout=20000&since=${since}`));
    gate.hang(true);
    void outcome(say(1));
    const patience = new Promise((resolve) => setTimeout(resolve, 300, 'hangs'));
    expect(await Promise.race([polled, patience])).toBe('hangs');
    gate.hang(false);
    expect(await say(2)).toMatchObject({ event_id: expect.any(String) });
  });
});
