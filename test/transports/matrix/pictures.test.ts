import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { textDoc } from '../../../src/chat/doc.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { readAttachment } from '../../support/matrix-peers/attachment.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { createNioPeer, createSdkPeer, isJoin, type Peer } from '../../support/matrix-peers/peer.ts';
import { greyPng } from '../../support/png.ts';
import { type Gate, openGate } from '../../support/synapse/gate.ts';
import type { Account } from '../../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { createListener } from '../listener.ts';
import { createRuns } from './harness.ts';

const PICTURE = { png: greyPng(7, 5), alt: 'Seven cells, all grey' };
const DOC = { ...textDoc('the digest of a day'), picture: PICTURE };
const ERROR = { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal server error' } };

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

interface Scene {
  readonly gate: Gate;
  readonly log: readonly string[];
  readonly peer: Peer;
  readonly account: Account;
  readonly room: string;
  send(): Promise<string>;
}

async function open(client: 'nio' | 'strict sdk', encrypted: boolean): Promise<Scene> {
  names += 1;
  const bot = await synapse.register(`bot${names}`);
  const account = await synapse.register(`reader${names}`);
  const gate = await openGate(synapse.baseUrl);
  const runs = await createRuns(gate.baseUrl, join(root, `${names}`), createManualClock(1_795_244_400), {
    userId: bot.userId,
    password: bot.password,
  });
  const { transport, log } = await runs.next();
  await transport.start(createListener(() => null).handle);
  const peer =
    client === 'nio'
      ? await createNioPeer(synapse, account)
      : await createSdkPeer(synapse, account, { onlySigned: true });
  ends.push(gate.stop, runs.close, transport.stop, peer.stop);
  const room = await peer.createRoom({ encrypted, invite: [bot.userId] });
  await createCall(synapse.baseUrl, bot.accessToken)('POST', `join/${encodeURIComponent(room)}`, {});
  await peer.until((heard) => heard.roomId === room && isJoin(heard, bot.userId));
  await transport.findChannel(room);
  return { gate, log, peer, account, room, send: () => transport.send(room, DOC) };
}

const ofType = (peer: Peer, msgtype: string) => peer.until(({ content }) => content.msgtype === msgtype);

test.each([
  ['nio', 'an encrypted room', true],
  ['strict sdk', 'an encrypted room', true],
  ['nio', 'a plain room', false],
  ['strict sdk', 'a plain room', false],
] as const)('%s shows a picture in %s, under its text and with its words', async (client, _, encrypted) => {
  const { gate, peer, account, room, send } = await open(client, encrypted);
  await send();
  const shown = await ofType(peer, 'm.image');
  expect(shown).toMatchObject({ roomId: room, secrecy: encrypted ? 'decrypted' : 'plain' });
  expect(shown.content).toMatchObject({
    body: PICTURE.alt,
    filename: 'rollcall.png',
    info: { mimetype: 'image/png', size: PICTURE.png.length, w: 7, h: 5 },
  });
  expect(await readAttachment(synapse.baseUrl, account, shown.content)).toEqual(PICTURE.png);
  expect('file' in shown.content).toBe(encrypted);
  expect('url' in shown.content).toBe(!encrypted);
  const uploads = gate.taken.filter(({ path }) => path.at(-1) === 'upload' && path.includes('media'));
  expect(uploads).toHaveLength(1);
  const bodies = peer.received().flatMap(({ content: { body } }) => (typeof body === 'string' ? [body] : []));
  expect(bodies).toEqual(['the digest of a day', PICTURE.alt]);
});

test('a picture that cannot be uploaded costs no text, and the log says so', async () => {
  const { gate, log, peer, send } = await open('nio', true);
  gate.fault((_, url) => (url.includes('/media/') ? ERROR : null));
  const id = await send();
  const text = await peer.until(({ eventId }) => eventId === id);
  expect(text).toMatchObject({ content: { body: 'the digest of a day' }, secrecy: 'decrypted' });
  expect(log).toEqual(['matrix: not delivered {"what":"picture","error":"picture: 500 M_UNKNOWN"}']);
  gate.fault(null);
  await send();
  await ofType(peer, 'm.image');
  const bodies = peer.received().flatMap(({ content: { body } }) => (typeof body === 'string' ? [body] : []));
  expect(bodies).toEqual(['the digest of a day', 'the digest of a day', PICTURE.alt]);
});
