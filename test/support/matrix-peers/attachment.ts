import { createDecipheriv, createHash } from 'node:crypto';
import type { Account } from '../synapse/registration.ts';

/** `file` of an encrypted attachment: https://spec.matrix.org/v1.18/client-server-api/#extensions-to-mroommessage-msgtypes */
interface EncryptedFile {
  readonly url: string;
  /** `k` in base64 for addresses. */
  readonly key: { readonly k: string };
  readonly iv: string;
  readonly hashes: { readonly sha256: string };
}

/**
 * The bytes that a message's content points to, decrypted by the letter of the specification and with none of the
 * SDK's code.
 * @throws when the server does not hand them out, or they are not those that were sent
 */
export async function readAttachment(
  baseUrl: string,
  { accessToken }: Pick<Account, 'accessToken'>,
  content: Readonly<Record<string, unknown>>,
): Promise<Buffer> {
  const file = content.file as EncryptedFile | undefined;
  const address = new URL(file?.url ?? String(content.url));
  const response = await fetch(
    `${baseUrl}/_matrix/client/v1/media/download/${address.host}${address.pathname}`,
    { headers: { authorization: `Bearer ${accessToken}` } },
  );
  if (!response.ok) throw new Error(`no attachment: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return file ? decrypt(bytes, file) : bytes;
}

function decrypt(bytes: Buffer, { key, iv, hashes }: EncryptedFile): Buffer {
  const hash = createHash('sha256').update(bytes).digest('base64').replaceAll('=', '');
  if (hash !== hashes.sha256.replaceAll('=', ''))
    throw new Error('the attachment is not the one that was sent');
  const decipher = createDecipheriv(
    'aes-256-ctr',
    Buffer.from(key.k, 'base64url'),
    Buffer.from(iv, 'base64'),
  );
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}
