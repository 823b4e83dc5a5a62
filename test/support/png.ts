import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Eight bits of grey. */
const GREY = [8, 0, 0, 0, 0];

/** A grey picture of so many pixels. */
export function greyPng(width: number, height: number): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width + 1) * height);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.from([...header, ...GREY])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const around = Buffer.alloc(4 + named.length + 4);
  around.writeUInt32BE(data.length);
  named.copy(around, 4);
  around.writeUInt32BE(crc32(named), 4 + named.length);
  return around;
}
