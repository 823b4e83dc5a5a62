import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { createCredentialsFile } from '../../../src/transports/matrix/credentials.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createPlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { createRuns } from './harness.ts';

unrefLongTimers();
const root = temporaryFolder();
let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

const nobody = createListener(() => null).handle;

describe('a lost store', () => {
  test('is answered by a new device with the old identity, once', async () => {
    const bot = await synapse.register('lost');
    const folder = join(root, 'lost');
    const clock = createManualClock(1_795_244_400);
    const given = { userId: bot.userId, password: bot.password };
    const runs = await createRuns(synapse.baseUrl, folder, clock, given);
    const file = createCredentialsFile(join(folder, 'matrix.json'));

    const first = await runs.next();
    await first.transport.start(nobody);
    await first.transport.stop();
    runs.close();
    const before = await file.read();
    for (const name of ['matrix.db', 'matrix.db-wal']) rmSync(join(folder, name), { force: true });

    const second = await runs.next();
    await second.transport.start(nobody);
    await second.transport.stop();
    const after = await file.read();
    expect(after?.deviceId).not.toBe(before?.deviceId);
    expect(after?.deviceKeys).not.toEqual(before?.deviceKeys);
    expect(after?.recoveryKey).toBe(before?.recoveryKey);

    const third = await runs.next({ password: null });
    await third.transport.start(nobody);
    await third.transport.stop();
    expect(await file.read()).toEqual(after);
    runs.close();
  });

  test('without a password ends the start with what to do', async () => {
    const bot = await synapse.register('stuck');
    const folder = join(root, 'stuck');
    const clock = createManualClock(1_795_244_400);
    const runs = await createRuns(synapse.baseUrl, folder, clock, {
      userId: bot.userId,
      password: bot.password,
    });
    const first = await runs.next();
    await first.transport.start(nobody);
    await first.transport.stop();
    runs.close();
    for (const name of ['matrix.db', 'matrix.db-wal']) rmSync(join(folder, name), { force: true });
    const second = await runs.next({ password: null });
    await expect(second.transport.start(nobody)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('Set MATRIX_PASSWORD'),
    });
    await second.transport.stop();
    runs.close();
  });
});

test('who may remove others from the ops room may moderate, as its state is at that moment', async () => {
  const bot = await synapse.register('judge');
  const clock = createManualClock(1_795_244_400);
  const runs = await createRuns(synapse.baseUrl, join(root, 'judge'), clock, {
    userId: bot.userId,
    accessToken: bot.accessToken,
  });
  const anna = await createPlainPerson(synapse, 'anna');
  const boris = await createPlainPerson(synapse, 'boris');
  const room = await anna.invite(bot.userId);
  const path = (what: string) => `rooms/${encodeURIComponent(room)}/${what}`;
  await anna.call('POST', path('invite'), { user_id: boris.userId });
  await boris.call('POST', path('join'), {});

  const { transport } = await runs.next({ opsRoom: room });
  const { handle, heard } = createListener(() => null);
  await transport.start(handle);
  // The creator of a room of version 12 stands in no list.
  expect(transport.mayModerate(anna.userId)).toBe(true);
  expect(transport.mayModerate(boris.userId)).toBe(false);

  const levels = async (level: number) => {
    await anna.call('PUT', path('state/m.room.power_levels'), { users: { [boris.userId]: level } });
    await anna.say(room, { msgtype: 'm.text', body: '!status' });
  };
  await levels(50);
  await heard(1);
  expect(transport.mayModerate(boris.userId)).toBe(true);
  await levels(49);
  await heard(2);
  expect(transport.mayModerate(boris.userId)).toBe(false);
  await boris.call('POST', path('leave'), {});
  await levels(100);
  await heard(3);
  expect(transport.mayModerate(boris.userId)).toBe(false);
  await transport.stop();
  runs.close();
});

test('a post and its picture that are sent again under their names stand there once', async () => {
  const bot = await synapse.register('poster');
  const clock = createManualClock(1_795_244_400);
  const runs = await createRuns(synapse.baseUrl, join(root, 'poster'), clock, {
    userId: bot.userId,
    accessToken: bot.accessToken,
  });
  const reader = await createPlainPerson(synapse, 'reader');
  const room = await reader.invite(bot.userId);
  const { transport } = await runs.next({ rooms: [room] });
  expect(await transport.findChannel(room)).toBe(room);
  const [once, again] = [
    await transport.sendOnce(room, textDoc('a digest'), '2026-11-21'),
    await transport.sendOnce(room, textDoc('a digest, said otherwise'), '2026-11-21'),
  ];
  expect(again).toBe(once);

  const picture = { png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), alt: 'a map' };
  const [map, mapAgain] = [
    await transport.sendOnce(room, { lines: [], picture, under: once }, '2026-11-21-picture-0'),
    await transport.sendOnce(room, { lines: [], picture, under: once }, '2026-11-21-picture-0'),
  ];
  expect(mapAgain).toBe(map);
  const path = `rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(map)}`;
  expect(await reader.call('GET', path)).toMatchObject({
    content: {
      msgtype: 'm.image',
      body: 'a map',
      'm.relates_to': { 'm.in_reply_to': { event_id: once } },
    },
  });
  await transport.stop();
  runs.close();
});

test('a post is changed in place, each change once, and back again', async () => {
  const bot = await synapse.register('editor');
  const clock = createManualClock(1_795_244_400);
  const runs = await createRuns(synapse.baseUrl, join(root, 'editor'), clock, {
    userId: bot.userId,
    accessToken: bot.accessToken,
  });
  const reader = await createPlainPerson(synapse, 'subscriber');
  const room = await reader.invite(bot.userId);
  const { transport } = await runs.next({ rooms: [room] });
  await transport.findChannel(room);
  const post = await transport.sendOnce(room, textDoc('a digest'), '2026-11-21');
  const change = (text: string, key: string) => transport.editMessage(room, post, textDoc(text), key);
  await change('a digest, corrected', '1');
  await change('a digest, corrected', '1');
  await change('a digest', '2');
  const { chunk } = (await reader.call(
    'GET',
    `rooms/${encodeURIComponent(room)}/messages?dir=f&limit=100`,
  )) as { chunk: { sender: string; content: Record<string, unknown> }[] };
  const changes = chunk.filter(({ content }) => 'm.new_content' in content);
  expect(changes.map(({ content }) => content)).toMatchObject(
    ['a digest, corrected', 'a digest'].map((body) => ({
      body: `* ${body}`,
      'm.new_content': { body },
      'm.relates_to': { rel_type: 'm.replace', event_id: post },
    })),
  );
  await transport.stop();
  runs.close();
});
