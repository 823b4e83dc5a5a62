import { describe, expect, test } from '@jest/globals';
import {
  CHOICES,
  commandsIn,
  numberIn,
  numberOfReaction,
  reactionKeys,
} from '../../../src/transports/matrix/choices.ts';

describe('a number', () => {
  test.each([
    ['2', 2],
    [' 2. ', 2],
    ['2)', 2],
    ['№ 12', 12],
    ['#3', 3],
    ['2\uFE0F\u20E3', 2],
    ['2\u20E3', 2],
    ['🔟', 10],
  ])('%j is read as one', (text, number) => expect(numberIn(text)).toBe(number));

  test.each(['', '2 раза', 'two', '2.5', '1234', '👍', '2a', '0\uFE0F\u20E3'])('%j is none', (text) =>
    expect(numberIn(text)).toBeNull(),
  );
});

test('reactions to press come back as their numbers, whatever a client makes of the selector', () => {
  const keys = reactionKeys(12);
  expect(keys).toHaveLength(10);
  expect(keys.map(numberOfReaction)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(keys.map((key) => numberOfReaction(key.replaceAll('\uFE0F', '')))).toEqual(
    keys.map(numberOfReaction),
  );
  expect(reactionKeys(2)).toEqual(['1\uFE0F\u20E3', '2\uFE0F\u20E3']);
});

test('commands are read only where all are there', () => {
  expect(commandsIn({ [CHOICES]: ['/a', '/b'] })).toEqual(['/a', '/b']);
  for (const foreign of [undefined, null, '/a', {}, ['/a', 1]])
    expect(commandsIn({ [CHOICES]: foreign })).toEqual([]);
});
