import { expect, test } from '@jest/globals';
import { type Doc, textDoc } from '../src/chat/doc.ts';
import { createErrands } from '../src/errands.ts';

function open() {
  const sent: string[] = [];
  const failures: unknown[] = [];
  const errands = createErrands({
    send: async (platform, chatId, doc: Doc) => sent.push(`${platform} ${chatId} ${doc.lines[0]?.spans[0]}`),
    failed: (error) => failures.push(error),
  });
  return { errands, sent, failures };
}

test('work that was noted begins when it is told to, once, and its outcome is said', async () => {
  const { errands, sent } = open();
  let begun = 0;
  errands.later('telegram', '1', async () => {
    begun += 1;
    return textDoc('found');
  });
  await errands.idle();
  expect(begun).toBe(0);
  errands.begin();
  errands.begin();
  await errands.idle();
  expect([begun, sent]).toEqual([1, ['telegram 1 found']]);
});

test('work of answers that were not kept is forgotten', async () => {
  const { errands, sent } = open();
  errands.later('telegram', '1', async () => textDoc('found'));
  errands.drop();
  errands.begin();
  await errands.idle();
  expect(sent).toEqual([]);
});

test('work that fails is told, and keeps nothing else from its end', async () => {
  const { errands, sent, failures } = open();
  errands.later('telegram', '1', async () => {
    throw new Error('planned');
  });
  errands.later('matrix', '2', async () => textDoc('found'));
  errands.begin();
  await errands.idle();
  expect(sent).toEqual(['matrix 2 found']);
  expect(failures).toEqual([new Error('planned')]);
});
