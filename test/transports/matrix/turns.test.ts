import { describe, expect, test } from '@jest/globals';
import { createTurns } from '../../../src/transports/matrix/turns.ts';

const LIMIT = new Error('too many');
const isLimit = (error: unknown) => error === LIMIT;
const refused = () => Promise.reject(LIMIT);
const taken = () => Promise.resolve();

/** What begins, and settles when it is told to. */
function slow() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { attempt: () => promise, take: resolve, refuse: () => reject(LIMIT) };
}

/** Turns of which two have been used: room A was let through after room B was told to wait. */
async function begin() {
  const turns = createTurns();
  const attempt = (room: string, work: () => Promise<void>) => turns.try(room, work, isLimit).catch(() => {});
  await attempt('B', refused);
  await attempt('A', taken);
  turns.done('A');
  const passed: string[] = [];
  const next = (room: string) => turns.mine(room).then(() => void passed.push(room));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { turns, attempt, next, passed, settled };
}

describe('who was let through', () => {
  test('waits until those who were told to wait before have tried again', async () => {
    const { attempt, next, passed, settled } = await begin();
    const mine = next('A');
    await settled();
    expect(passed).toEqual([]);
    await attempt('B', refused);
    await mine;
  });

  test('does not take a try for that which was under way already', async () => {
    const { attempt, next, passed, settled } = await begin();
    const { attempt: work, refuse } = slow();
    const underWay = attempt('B', work);
    const mine = next('A');
    refuse();
    await underWay;
    await settled();
    expect(passed).toEqual([]);
    await attempt('B', taken);
    await mine;
  });

  test('goes on when the other message is given up', async () => {
    const { turns, next } = await begin();
    const mine = next('A');
    turns.done('B');
    await mine;
  });
});

test('a room that was not let through meanwhile waits for nobody', async () => {
  const { next } = await begin();
  await next('C');
});

test('a failure that is no limit holds nobody up', async () => {
  const { turns, attempt, next } = await begin();
  turns.done('B');
  await attempt('B', () => Promise.reject(new Error('gone')));
  await attempt('A', taken);
  await next('A');
});
