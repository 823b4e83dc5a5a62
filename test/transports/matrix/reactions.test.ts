import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createEventQueue } from '../../../src/store/event-queue.ts';
import { openKeyFile } from '../../../src/store/key-file.ts';
import { openSealedFile, sealingKey } from '../../../src/store/sealed-file.ts';
import { createOutbox } from '../../../src/transports/matrix/outbox.ts';
import type { Post } from '../../../src/transports/matrix/post.ts';
import { createReactions } from '../../../src/transports/matrix/reactions.ts';
import type { RawEvent } from '../../../src/transports/matrix/vault.ts';
import { temporaryFolder } from '../../support/folder.ts';

const NOW = 1_795_244_400;
const ROOM = '!room:example.org';

const folder = temporaryFolder();

const question = (txnId: string) => ({
  roomId: ROOM,
  txnId,
  type: 'm.room.message',
  content: { body: txnId },
});

test('reactions wait until the whole backlog of their room is answered, and stop when somebody else speaks', async () => {
  const keys = await openKeyFile(join(folder, 'keys', 'rollcall.key'), NOW);
  const queue = createEventQueue<RawEvent>(openSealedFile(join(folder, 'matrix.db'), sealingKey(keys)), keys);
  const sent: string[] = [];
  const ending = new AbortController().signal;
  const spoken: RawEvent = {
    event_id: '$x',
    room_id: ROOM,
    sender: '@a:example.org',
    type: 'm.room.message',
  };
  const post: Post = {
    seal: async ({ type, content }) => ({ type, content }),
    isEncrypted: async () => false,
    put: async ({ txnId }) => {
      sent.push(txnId);
      // Somebody speaks while the second reaction is on its way.
      if (txnId === 'k$r2-0') queue.saveSync({ token: 's', events: [spoken], gaps: [], now: NOW });
      return `$${txnId}`;
    },
  };
  const outbox = createOutbox({
    queue,
    post: async () => post,
    wait: async () => {},
    stopping: ending,
    arrived: ({ roomId, type }, eventId) => {
      if (type === 'm.room.message') void offerReactions({ roomId, eventId, count: 3 });
    },
    refused: () => {},
  });
  const offerReactions = createReactions({
    offer: outbox.offer,
    now: () => NOW,
    ending,
    isQuiet: () => queue.outgoing().length === 0 && queue.waiting(1).length === 0,
  });
  queue.finish([], ['r1', 'r2', 'r3'].map(question));
  outbox.wake();
  await outbox.idle();
  expect(sent).toEqual(['r1', 'r2', 'r3', 'k$r1-0', 'k$r2-0']);
  queue.close();
});
