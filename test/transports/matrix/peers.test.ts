import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createNioPeer, createSdkPeer, type Peer } from '../../support/matrix-peers/peer.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';

let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

const peers: Peer[] = [];
afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.stop())));

let people = 0;
async function somebody(client: 'nio' | 'sdk' | 'strict sdk'): Promise<Peer> {
  people += 1;
  const account = await synapse.register(`person${people}`);
  const peer =
    client === 'nio'
      ? await createNioPeer(synapse, account)
      : await createSdkPeer(synapse, account, { onlySigned: client === 'strict sdk' });
  peers.push(peer);
  return peer;
}

const body = (text: string) => (heard: { content: object }) =>
  (heard.content as { body?: string }).body === text;

/** A direct chat that the first opens and the second joins. */
async function chat(first: Peer, second: Peer, encrypted: boolean): Promise<string> {
  const opened = first.openDirect(second.userId, { encrypted });
  const invitation = await first.until(
    ({ stateKey, content }) => stateKey === second.userId && content.membership === 'invite',
  );
  await second.join(invitation.roomId);
  return await opened;
}

describe.each([
  ['nio', 'sdk'],
  ['sdk', 'nio'],
  ['strict sdk', 'strict sdk'],
] as const)('%s and %s', (one, other) => {
  test.each([
    [true, 'decrypted'],
    [false, 'plain'],
  ] as const)('talk both ways in a direct chat (encrypted: %s)', async (encrypted, secrecy) => {
    const [ann, ben] = [await somebody(one), await somebody(other)];
    const room = await chat(ann, ben, encrypted);
    await ann.say(room, 'Казань?');
    const question = await ben.until(body('Казань?'));
    expect(question).toMatchObject({ roomId: room, sender: ann.userId, secrecy });
    await ben.say(room, 'не грузит');
    expect(await ann.until(body('не грузит'))).toMatchObject({ sender: ben.userId, secrecy });
    await ben.react(room, question.eventId, '👍');
    const reaction = await ann.until(({ type }) => type === 'm.reaction');
    expect(reaction).toMatchObject({ sender: ben.userId, secrecy: 'plain' });
    expect(reaction.content['m.relates_to']).toMatchObject({ key: '👍', event_id: question.eventId });
    for (const peer of [ann, ben])
      expect(peer.received().filter((heard) => heard.secrecy === 'undecryptable')).toEqual([]);
  });
});
