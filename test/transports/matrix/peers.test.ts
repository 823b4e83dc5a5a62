import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNioPeer, createSdkPeer, isJoin, type Peer } from '../../support/matrix-peers/peer.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';

type Kind = 'nio' | 'sdk' | 'strict sdk';

let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

let people = 0;
async function person(kind: Kind): Promise<Peer> {
  people += 1;
  const account = await synapse.register(`person${people}`);
  if (kind === 'nio') return await createNioPeer(synapse, account);
  return await createSdkPeer(synapse, account, { onlySigned: kind === 'strict sdk' });
}

/** Two people for the tests of a `describe`. */
function pair(one: Kind, other: Kind): () => readonly [Peer, Peer] {
  let both: [Peer, Peer];
  beforeAll(async () => {
    both = await Promise.all([person(one), person(other)]);
  });
  afterAll(() => Promise.all(both.map((peer) => peer.stop())));
  return () => both;
}

/** A direct chat that the first opens and the second joins. */
async function chat(first: Peer, second: Peer, encrypted: boolean): Promise<string> {
  const known = new Set(first.received().map(({ roomId }) => roomId));
  const opened = first.openDirect(second.userId, { encrypted });
  const invitation = await first.until(
    ({ roomId, stateKey, content }) =>
      !known.has(roomId) && stateKey === second.userId && content.membership === 'invite',
  );
  await second.join(invitation.roomId);
  return await opened;
}

const inRoom = (peer: Peer, room: string, type: string) =>
  peer.until((heard) => heard.roomId === room && heard.type === type);

describe.each([
  ['nio', 'sdk'],
  ['sdk', 'nio'],
  ['strict sdk', 'strict sdk'],
] as const)('%s and %s', (one, other) => {
  const both = pair(one, other);

  test.each([
    ['encrypted', true, 'decrypted'],
    ['plain', false, 'plain'],
  ] as const)('talk both ways in a direct chat that is %s', async (_, encrypted, secrecy) => {
    const [ann, ben] = both();
    const room = await chat(ann, ben, encrypted);
    await ann.say(room, 'Казань?');
    const question = await inRoom(ben, room, 'm.room.message');
    expect(question).toMatchObject({ sender: ann.userId, content: { body: 'Казань?' }, secrecy });
    const threaded = { rel_type: 'm.thread', event_id: question.eventId };
    const answer = { msgtype: 'm.text', body: 'не грузит', 'm.relates_to': threaded };
    const id = await ben.send(room, 'm.room.message', answer);
    expect(await ann.until(({ eventId, secrecy }) => eventId === id && secrecy !== 'undecryptable')).toEqual({
      eventId: id,
      roomId: room,
      sender: ben.userId,
      type: 'm.room.message',
      stateKey: null,
      content: answer,
      secrecy,
    });
    await ben.react(room, question.eventId, '👍');
    const reaction = await inRoom(ann, room, 'm.reaction');
    expect(reaction).toMatchObject({ sender: ben.userId, secrecy: 'plain' });
    expect(reaction.content['m.relates_to']).toMatchObject({ key: '👍', event_id: question.eventId });
    for (const peer of [ann, ben])
      expect(peer.received().filter((heard) => heard.secrecy === 'undecryptable')).toEqual([]);
  });
});

describe('a client that shuts out unsigned devices', () => {
  const both = pair('strict sdk', 'nio');

  test('shows nothing that comes from one, and sends it nothing to read', async () => {
    const [strict, unsigned] = both();
    const room = await chat(strict, unsigned, true);
    await unsigned.say(room, 'unsigned');
    const shut = await strict.until(({ secrecy }) => secrecy === 'undecryptable');
    expect(shut).toMatchObject({ sender: unsigned.userId, reason: 'UNSIGNED_SENDER_DEVICE' });
    await strict.say(room, 'signed');
    const unread = await unsigned.until(({ secrecy }) => secrecy === 'undecryptable');
    expect(unread).toMatchObject({ sender: strict.userId, type: 'm.room.encrypted' });
  });
});

describe('a room', () => {
  const both = pair('nio', 'sdk');

  test('is joined by its alias, heard by all, and left', async () => {
    const [ann, ben] = both();
    const more = { preset: 'public_chat', room_alias_name: 'kazan' };
    const room = await ann.createRoom({ more });
    await ben.join(`#kazan:${synapse.serverName}`);
    await ann.until((heard) => heard.roomId === room && isJoin(heard, ben.userId));
    await ben.say(room, 'до свидания');
    expect((await inRoom(ann, room, 'm.room.message')).content).toMatchObject({ body: 'до свидания' });
    await ben.leave(room);
    await ann.until(({ stateKey, content }) => stateKey === ben.userId && content.membership === 'leave');
  });
});
