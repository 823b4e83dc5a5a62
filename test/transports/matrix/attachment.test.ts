import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAttachment } from '../../support/matrix-peers/attachment.ts';
import { synapsePython } from '../../support/synapse/python.ts';
import type { Account } from '../../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';

let synapse: Synapse;
let account: Account;
beforeAll(async () => {
  synapse = await startSynapse();
  account = await synapse.register('ann');
});
afterAll(() => synapse.stop());

/** @returns its address */
async function upload(bytes: Buffer<ArrayBuffer>): Promise<string> {
  const response = await fetch(`${synapse.baseUrl}/_matrix/media/v3/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.accessToken}`, 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  return ((await response.json()) as { content_uri: string }).content_uri;
}

/** As matrix-nio does it. */
const ENCRYPT = `
import base64, json, sys
from nio.crypto.attachments import encrypt_attachment
data, keys = encrypt_attachment(sys.stdin.buffer.read())
print(json.dumps({"data": base64.b64encode(data).decode(), "keys": keys}))
`;

describe('an attachment', () => {
  const picture = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1');

  test('in clear is read as it was uploaded', async () => {
    const url = await upload(picture);
    expect(await readAttachment(synapse.baseUrl, account, { url })).toEqual(picture);
  });

  test('that another client encrypted is decrypted, and refused when it is not what was sent', async () => {
    const { stdout } = spawnSync(synapsePython(), ['-c', ENCRYPT], { input: picture, encoding: 'utf8' });
    const { data, keys } = JSON.parse(stdout);
    const file = { ...keys, url: await upload(Buffer.from(data, 'base64')) };
    expect(await readAttachment(synapse.baseUrl, account, { file })).toEqual(picture);
    const exchanged = { ...file, url: await upload(Buffer.from('something else')) };
    await expect(readAttachment(synapse.baseUrl, account, { file: exchanged })).rejects.toThrow(
      'not the one',
    );
  });
});
