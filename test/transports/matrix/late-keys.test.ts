import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { createNioPeer, isJoin, type Peer } from '../../support/matrix-peers/peer.ts';
import { createPlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { holdKeys, type LateKeys } from '../../support/synapse/late-keys.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener, type Listener } from '../listener.ts';
import { type Bot, createRuns } from './harness.ts';

/** What cannot be read is looked at again so often; from the second look on its sender is told. */
const RETRY_SECONDS = 30;
const PATIENCE_SECONDS = 3600;
const DAY = 86_400;

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

interface Scene extends Omit<Listener, 'handle'> {
  readonly bot: Bot;
  readonly clock: ManualClock;
  readonly keys: LateKeys;
  /** Somebody whose keys are held back. */
  readonly peer: Peer;
  /** An encrypted room of theirs and the bot. */
  readonly room: string;
  /** Somebody else says something in clear; resolves when it was heard, and all before it was read. */
  aside(): Promise<void>;
  /** What was heard of the room. */
  texts(): string[];
  /** Moves the clock from one look at what waits to the next. */
  pass(seconds: number): Promise<void>;
}

async function open(): Promise<Scene> {
  names += 1;
  const account = await synapse.register(`bot${names}`);
  const clock = createManualClock(1_795_244_400);
  const given = { userId: account.userId, accessToken: account.accessToken };
  const runs = await createRuns(synapse.baseUrl, join(root, `${names}`), clock, given);
  const bot = await runs.next();
  const listener = createListener(({ text }) => textDoc(`heard ${text}`));
  await bot.transport.start(listener.handle);
  const keys = await holdKeys(synapse.baseUrl);
  const peer = await createNioPeer(keys, await synapse.register(`late${names}`));
  const other = await createPlainPerson(synapse, `other${names}`);
  ends.push(keys.stop, runs.close, bot.transport.stop, peer.stop);

  const room = await peer.createRoom({
    encrypted: true,
    invite: [account.userId],
    more: { is_direct: true },
  });
  const plain = await other.invite(account.userId);
  const asBot = createCall(synapse.baseUrl, account.accessToken);
  for (const one of [room, plain]) await asBot('POST', `join/${encodeURIComponent(one)}`, {});
  await peer.until((heard) => heard.roomId === room && isJoin(heard, account.userId));
  let said = 0;
  const aside = async () => {
    said += 1;
    await other.say(plain, { msgtype: 'm.text', body: `aside ${said}` });
    await listener.heard(listener.received.length + 1);
    while (listener.received.at(-1)?.chatId !== plain) await listener.heard(listener.received.length + 1);
  };
  return {
    ...listener,
    bot,
    clock,
    keys,
    peer,
    room,
    aside,
    texts: () => listener.received.flatMap(({ chatId, text }) => (chatId === room ? [text] : [])),
    pass: async (seconds) => {
      for (let passed = 0; passed < seconds; passed += RETRY_SECONDS) {
        await clock.advance(RETRY_SECONDS);
        await aside();
      }
    },
  };
}

describe('a message whose key has not come', () => {
  test('is taken once when it comes, and holds nobody up', async () => {
    const { peer, room, aside, keys, texts, heard, received, pass } = await open();
    await peer.say(room, 'late');
    await aside();
    expect(texts()).toEqual([]);
    await keys.release();
    await heard(received.length + 1);
    expect(texts()).toEqual(['late']);
    await pass(3 * RETRY_SECONDS);
    expect(texts()).toEqual(['late']);
    const answers = ({ content }: { content: object }) =>
      String((content as { body?: string }).body).startsWith('heard late');
    await peer.until(answers);
    expect(peer.received().filter(answers)).toHaveLength(1);
  });

  test('is told to its sender after a minute, once a day', async () => {
    const { peer, room, aside, texts, pass, clock } = await open();
    await peer.say(room, 'one');
    await aside();
    await pass(RETRY_SECONDS);
    expect(texts()).toEqual([]);
    await pass(RETRY_SECONDS);
    expect(texts()).toEqual(['/unreadable']);
    const told = await peer.until(({ content }) =>
      String((content as { body?: string }).body).includes('unreadable'),
    );
    expect(told).toMatchObject({ roomId: room, secrecy: 'decrypted' });
    await peer.say(room, 'two');
    await pass(4 * RETRY_SECONDS);
    expect(texts()).toEqual(['/unreadable']);
    await clock.advance(DAY);
    await peer.say(room, 'three');
    await pass(4 * RETRY_SECONDS);
    expect(texts()).toEqual(['/unreadable', '/unreadable']);
  });

  test('is given up after an hour', async () => {
    const { peer, room, aside, bot, texts, keys, pass, clock } = await open();
    const unread = () => bot.queue.waiting(10).filter(({ event }) => event.room_id === room);
    await peer.say(room, 'too late');
    await aside();
    expect(unread()).toHaveLength(1);
    await clock.advance(PATIENCE_SECONDS);
    await aside();
    expect(unread()).toHaveLength(1);
    await pass(RETRY_SECONDS);
    await keys.release();
    await pass(2 * RETRY_SECONDS);
    expect(texts()).toEqual(['/unreadable']);
    expect(unread()).toEqual([]);
  });
});

test('what is no message to the bot is passed over in an encrypted room too', async () => {
  const { peer, room, keys, texts, heard, received } = await open();
  await keys.release();
  const first = await peer.say(room, 'first');
  await heard(received.length + 1);
  await peer.send(room, 'm.room.message', { msgtype: 'm.notice', body: 'of another bot' });
  await peer.send(room, 'm.room.message', {
    msgtype: 'm.text',
    body: '* changed',
    'm.new_content': { msgtype: 'm.text', body: 'changed' },
    'm.relates_to': { rel_type: 'm.replace', event_id: first },
  });
  await peer.say(room, 'last');
  await heard(received.length + 1);
  expect(texts()).toEqual(['first', 'last']);
});
