import type { IdbKey } from '../../../src/transports/matrix/indexeddb-types.ts';
import { oneOf, type Random } from './random.ts';

const NUMBERS = [0, -0, 1, -1, 0.5, -0.5, 1e300, -1e300, 5e-324, Infinity, -Infinity, 2 ** 53];
const STRINGS = [
  '',
  'a',
  'ab',
  'b',
  '\0',
  'a\0',
  '\x7e',
  '\x7f',
  '\u407e',
  '\u407f',
  '\ud800',
  '😀',
  '\uffff',
];

const bytes = (random: Random) =>
  Uint8Array.from({ length: random(4) }, () => oneOf(random, [0, 1, 126, 127, 255]));

/** @returns a key out of few enough that the same come again; arrays are at most `depth` deep. */
export function randomKey(random: Random, depth = 2): IdbKey {
  switch (random(depth > 0 ? 7 : 6)) {
    case 0:
      return oneOf(random, NUMBERS);
    case 1:
      return random(20);
    case 2:
      return new Date(random(5) * 1000 - 2000);
    case 3:
      return oneOf(random, STRINGS);
    case 4:
      return `@person${random(9)}:example.org`;
    case 5:
      return oneOf(random, [bytes(random), bytes(random).buffer]);
    default:
      return Array.from({ length: random(3) }, () => randomKey(random, depth - 1));
  }
}

/** @returns a record with what the indexes are over. */
export function randomValue(random: Random): object {
  return {
    id: randomKey(random, 1),
    tag: oneOf(random, ['red', 'green', 3, undefined, null]),
    tags: Array.from({ length: random(4) }, () => oneOf(random, ['red', 'green', 'blue', 7])),
    only: random(200),
    inner: { deep: randomKey(random, 0) },
    rest: oneOf<unknown>(random, [
      -0,
      Number.NaN,
      123n,
      undefined,
      new Map<unknown, unknown>([['a', new Set([1, 2])]]),
      Float64Array.of(1.5, -0),
      /x/giu,
      '\ud800',
      new Array(2),
      new RangeError('planned'),
    ]),
  };
}
