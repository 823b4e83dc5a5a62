import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { systemClock } from '../../../src/clock.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { type Gate, openGate } from '../../support/synapse/gate.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { createRuns, messagesIn } from './harness.ts';

/** Messages in one room and in another. The server lets ten answers through at once, and then one in five seconds. */
const MANY = Number(process.env.MATRIX_BURST ?? 13);
const FEW = 2;
const LONGEST = (30 + MANY * 6) * 1000;

unrefLongTimers();
const root = temporaryFolder();
let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse({ limits: 'default' });
});
afterAll(() => synapse.stop());

/** People may say as much as they like, so that the limits are the bot's alone. */
async function unlimited(name: string, adminToken: string): Promise<PlainPerson> {
  const person = await createPlainPerson(synapse, name);
  const url = `${synapse.baseUrl}/_synapse/admin/v1/users/${person.userId}/override_ratelimit`;
  const headers = { authorization: `Bearer ${adminToken}` };
  const body = JSON.stringify({ messages_per_second: 0, burst_count: 0 });
  const { ok } = await fetch(url, { method: 'POST', headers, body });
  expect(ok).toBe(true);
  return person;
}

/** What is tried again: how long after the try before, seconds. */
function repeats(gate: Gate): number[] {
  const tried = new Map<string, number>();
  const gaps: number[] = [];
  gate.fault((method, path) => {
    if (method !== 'PUT' || !path.includes('/send/')) return null;
    const before = tried.get(path);
    if (before !== undefined) gaps.push(systemClock.now() - before);
    tried.set(path, systemClock.now());
    return null;
  });
  return gaps;
}

test(
  `at a server's usual limits ${MANY} messages in one room and ${FEW} in another are answered once, in order, in turn`,
  async () => {
    const bot = await synapse.register('bot');
    const admin = await synapse.register('admin', { admin: true });
    const asBot = createCall(synapse.baseUrl, bot.accessToken);
    const anna = await unlimited('anna', admin.accessToken);
    const boris = await unlimited('boris', admin.accessToken);
    const [crowded, calm] = [await anna.invite(bot.userId), await boris.invite(bot.userId)];
    for (const room of [crowded, calm]) await asBot('POST', `join/${encodeURIComponent(room)}`, {});

    const gate = await openGate(synapse.baseUrl);
    const waits: number[] = [];
    // On the system's clock, as the server is: nothing else tells when it lets the next one through.
    const runs = await createRuns(gate.baseUrl, join(root, 'bot'), createManualClock(systemClock.now()), {
      userId: bot.userId,
      accessToken: bot.accessToken,
      now: systemClock.now,
      wait: (seconds, signal) => {
        waits.push(seconds);
        return systemClock.wait(seconds, signal);
      },
    });
    const { transport } = await runs.next();
    await transport.start(createListener(({ text }) => textDoc(text)).handle);
    waits.length = 0;
    const gaps = repeats(gate);
    const began = systemClock.now();
    const lines = (room: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${room} ${index}`);
    const [many, few] = [lines('crowded', MANY), lines('calm', FEW)];
    for (const body of many) await anna.say(crowded, { msgtype: 'm.text', body });
    for (const body of few) await boris.say(calm, { msgtype: 'm.text', body });
    const textsIn = (room: string) => messagesIn(gate, room).map(({ text }) => text);
    await gate.until(() => textsIn(calm).length >= FEW);
    const meanwhile = textsIn(crowded).length;
    await gate.until(() => textsIn(crowded).length >= MANY);
    const took = systemClock.now() - began;

    // What the server asked for was waited for, each time.
    expect(waits.length).toBeGreaterThanOrEqual(FEW);
    expect(gaps).toHaveLength(waits.length);
    const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
    const longest = ascending(gaps);
    for (const [index, seconds] of ascending(waits).entries())
      expect(longest[index]).toBeGreaterThan(seconds - 0.01);
    // The room with more to say does not keep the other waiting until it is done.
    expect(meanwhile).toBeLessThan(MANY);
    process.stdout.write(
      `${JSON.stringify({ answers: MANY + FEW, took, waits: waits.length, meanwhile })}\n`,
    );

    await transport.stop();
    await gate.stop();
    runs.close();
    expect(textsIn(crowded)).toEqual(many);
    expect(textsIn(calm)).toEqual(few);
    for (const [person, room, said] of [
      [anna, crowded, many],
      [boris, calm, few],
    ] as const) {
      const heard: string[] = [];
      while (heard.length < said.length) heard.push(await person.hear(room, bot.userId));
      expect(heard).toEqual(said);
    }
  },
  LONGEST,
);
