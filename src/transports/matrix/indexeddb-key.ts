import type { IdbKey } from './indexeddb-types.ts';

/** What a key begins with: IndexedDB puts numbers before dates, then strings, binaries and arrays. */
const KIND = { end: 0x00, number: 0x10, date: 0x20, string: 0x30, binary: 0x40, array: 0x50 };

/** Units up to `ONE` take one byte, up to `TWO` two, all others three. None begins with zero, which ends a run. */
const ONE = 0x7e;
const TWO = ONE + 0x4000;

/**
 * @param key a key that IndexedDB has accepted
 * @returns bytes that compare as IndexedDB compares the keys; -0 and 0 are one key
 */
export function encodeKey(key: IdbKey): Uint8Array {
  const out: number[] = [];
  write(out, key);
  return Uint8Array.from(out);
}

/** @returns the key that `encodeKey` made the bytes of, binaries as `ArrayBuffer`. */
export function decodeKey(bytes: Uint8Array): IdbKey {
  return read({ bytes, at: 0 });
}

/** @returns the lowest bytes above those: nothing lies between the two. */
export function justAbove(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes, 0);
}

function write(out: number[], key: IdbKey): void {
  if (typeof key === 'number') {
    out.push(KIND.number);
    writeNumber(out, key);
  } else if (typeof key === 'string') {
    out.push(KIND.string);
    for (let i = 0; i < key.length; i++) writeUnit(out, key.charCodeAt(i));
    out.push(KIND.end);
  } else if (key instanceof Date) {
    out.push(KIND.date);
    writeNumber(out, key.getTime());
  } else if (Array.isArray(key)) {
    out.push(KIND.array);
    for (const part of key) write(out, part);
    out.push(KIND.end);
  } else {
    out.push(KIND.binary);
    for (const byte of bytesOf(key as ArrayBuffer | ArrayBufferView)) writeUnit(out, byte);
    out.push(KIND.end);
  }
}

function bytesOf(binary: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (!ArrayBuffer.isView(binary)) return new Uint8Array(binary);
  return new Uint8Array(binary.buffer, binary.byteOffset, binary.byteLength);
}

/** Positive numbers get their sign bit set, of negative ones every bit is turned: the bytes then sort as the numbers. */
function writeNumber(out: number[], value: number): void {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value === 0 ? 0 : value);
  const negative = value < 0;
  bytes.forEach((byte, index) => {
    if (negative) out.push(~byte & 0xff);
    else out.push(index === 0 ? byte | 0x80 : byte);
  });
}

function writeUnit(out: number[], unit: number): void {
  if (unit <= ONE) {
    out.push(unit + 1);
  } else if (unit < TWO) {
    const rest = unit - ONE - 1;
    out.push(0x80 | (rest >> 8), rest & 0xff);
  } else {
    out.push(0xc0, unit >> 8, unit & 0xff);
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function next(reader: Reader): number {
  const byte = reader.bytes[reader.at++];
  if (byte === undefined) throw new RangeError('a key breaks off');
  return byte;
}

function read(reader: Reader): IdbKey {
  const kind = next(reader);
  if (kind === KIND.number) return readNumber(reader);
  if (kind === KIND.date) return new Date(readNumber(reader));
  if (kind === KIND.string)
    return readUnits(reader).reduce((text, unit) => text + String.fromCharCode(unit), '');
  if (kind === KIND.binary) return Uint8Array.from(readUnits(reader)).buffer;
  if (kind === KIND.array) return readArray(reader);
  throw new RangeError('no such kind of key');
}

function readArray(reader: Reader): IdbKey[] {
  const parts: IdbKey[] = [];
  while (reader.bytes[reader.at] !== KIND.end) parts.push(read(reader));
  next(reader);
  return parts;
}

function readNumber(reader: Reader): number {
  const bytes = Uint8Array.from({ length: 8 }, () => next(reader));
  const positive = ((bytes[0] ?? 0) & 0x80) !== 0;
  const view = new DataView(
    bytes.map((byte, index) => {
      if (!positive) return ~byte;
      return index === 0 ? byte & 0x7f : byte;
    }).buffer,
  );
  return view.getFloat64(0);
}

function readUnits(reader: Reader): number[] {
  const units: number[] = [];
  for (let lead = next(reader); lead !== KIND.end; lead = next(reader)) {
    if (lead < 0x80) units.push(lead - 1);
    else if (lead < 0xc0) units.push((((lead & 0x3f) << 8) | next(reader)) + ONE + 1);
    else units.push((next(reader) << 8) | next(reader));
  }
  return units;
}
