import { describe, expect, test } from '@jest/globals';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { decodeKey, encodeKey, justAbove } from '../../../src/transports/matrix/indexeddb-key.ts';
import type { IdbKey } from '../../../src/transports/matrix/indexeddb-types.ts';

const { compare } = Buffer;
const factory: { cmp(a: IdbKey, b: IdbKey): number } = new IDBFactory();

const { key } = fc.letrec<{ key: IdbKey }>((tie) => ({
  key: fc.oneof(
    { maxDepth: 3 },
    fc.double({ noNaN: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.date({ noInvalidDate: true }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
    fc.constantFrom('\x7d', '\x7e', '\x7f', '\u407e', '\u407f', '\u4080', 'a\0', 'a'),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.buffer),
    fc.array(tie('key'), { maxLength: 3 }),
  ),
}));

describe('the bytes of a key', () => {
  test('compare as IndexedDB compares the keys', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(compare(encodeKey(a), encodeKey(b))).toBe(factory.cmp(a, b));
      }),
      { numRuns: 20_000 },
    );
  });

  test('give the key back', () => {
    fc.assert(
      fc.property(key, (one) => {
        expect(factory.cmp(decodeKey(encodeKey(one)), one)).toBe(0);
      }),
      { numRuns: 5000 },
    );
  });

  test('leave no room below the next ones', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const above = compare(encodeKey(b), encodeKey(a)) > 0;
        expect(compare(encodeKey(b), justAbove(encodeKey(a))) >= 0).toBe(above);
      }),
    );
  });

  test('take about one byte for a letter', () => {
    expect(encodeKey('@person:example.org')).toHaveLength(21);
    expect(encodeKey(['!room:example.org', 'session'])).toHaveLength(30);
  });

  test('are refused when they break off', () => {
    const bytes = encodeKey(['a', 1]);
    expect(() => decodeKey(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => decodeKey(Uint8Array.of(0x60))).toThrow(RangeError);
  });
});
