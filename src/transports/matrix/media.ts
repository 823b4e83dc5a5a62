import { Attachment } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient } from 'matrix-js-sdk';
import type { Picture } from '../../chat/doc.ts';

const PNG = { mimetype: 'image/png' };
/** Where a PNG tells its size, two numbers of four bytes. */
const SIZE_AT = 16;

/**
 * Uploads a picture, encrypted for an encrypted room.
 *
 * @returns the content of the message that shows it
 */
export async function uploadPicture(
  client: MatrixClient,
  picture: Picture,
  encrypted: boolean,
): Promise<object> {
  const shown = {
    msgtype: 'm.image',
    body: picture.alt,
    filename: 'rollcall.png',
    info: { ...PNG, size: picture.png.length, ...sizeOf(picture.png) },
    'm.mentions': {},
  };
  if (!encrypted) {
    const { content_uri: url } = await upload(client, picture.png, PNG.mimetype);
    return { ...shown, url };
  }
  const sealed = Attachment.encrypt(picture.png);
  const key = JSON.parse(sealed.mediaEncryptionInfo ?? '');
  const { content_uri: url } = await upload(client, sealed.encryptedData, 'application/octet-stream');
  return { ...shown, file: { ...key, url } };
}

function upload(client: MatrixClient, bytes: Uint8Array, type: string): Promise<{ content_uri: string }> {
  // A name of the file would go beside it in clear.
  return client.uploadContent(new Blob([bytes as Uint8Array<ArrayBuffer>]), { type, includeFilename: false });
}

function sizeOf(png: Uint8Array): { w: number; h: number } | null {
  if (png.length < SIZE_AT + 8) return null;
  const view = new DataView(png.buffer, png.byteOffset);
  return { w: view.getUint32(SIZE_AT), h: view.getUint32(SIZE_AT + 4) };
}
