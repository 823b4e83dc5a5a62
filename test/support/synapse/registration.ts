import { createHmac, randomBytes } from 'node:crypto';

/** A registered person and the device that the registration made. */
export interface Account {
  readonly userId: string;
  readonly password: string;
  readonly accessToken: string;
  readonly deviceId: string;
}

/**
 * Registers by the shared secret, as an administrator of the server does.
 * @throws when the server refuses, for a name that is taken too
 */
export async function register(
  baseUrl: string,
  secret: string,
  name: string,
  { admin = false }: { admin?: boolean } = {},
): Promise<Account> {
  const url = `${baseUrl}/_synapse/admin/v1/register`;
  const { nonce } = (await (await fetch(url)).json()) as { nonce: string };
  const password = randomBytes(16).toString('hex');
  const mac = createHmac('sha1', secret)
    .update([nonce, name, password, admin ? 'admin' : 'notadmin'].join('\0'))
    .digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ nonce, username: name, password, admin, mac }),
  });
  if (!response.ok) throw new Error(`${name} is not registered: ${await response.text()}`);
  const answer = (await response.json()) as { user_id: string; access_token: string; device_id: string };
  return {
    userId: answer.user_id,
    password,
    accessToken: answer.access_token,
    deviceId: answer.device_id,
  };
}
