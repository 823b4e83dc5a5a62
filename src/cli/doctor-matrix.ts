import { request } from 'undici';
import type { MatrixConfig } from '../config.ts';
import { createDispatcher } from '../transports/dispatcher.ts';
import { type Credentials, createCredentialsFile } from '../transports/matrix/credentials.ts';
import type { Finding } from './doctor.ts';

const TIMEOUT_MS = 10_000;

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>;

/**
 * Looks at Matrix from outside, also while the bot runs: whether its session lives, and whether others' clients find
 * its device signed, its recovery key kept and its room keys backed up.
 *
 * @param path of the credentials
 */
export async function checkMatrix(matrix: MatrixConfig, path: string): Promise<Finding[]> {
  const dispatcher = createDispatcher({ proxy: matrix.proxy, connections: 2 });
  const ask =
    (token: string | null): Ask =>
    async (method, call, body) => {
      const answer = await request(`${matrix.homeserverUrl}/_matrix/client/${call}`, {
        method,
        dispatcher,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: parsed(text) };
    };
  try {
    const credentials = await createCredentialsFile(path).read();
    if (credentials) return await checkDevice(credentials, ask(credentials.accessToken));
    const { status } = await ask(null)('GET', 'versions');
    return [
      judge('matrix', status === 200, `answers ${status}`, 'Check MATRIX_HOMESERVER_URL'),
      judge(
        'matrix device',
        hasLogin(matrix),
        'none yet: the first start makes it',
        'Set MATRIX_USER_ID and MATRIX_PASSWORD',
      ),
    ];
  } catch (error) {
    const own = error instanceof Error && error.name === 'SendError';
    const mend = matrix.proxy ? 'Check MATRIX_PROXY' : 'Check MATRIX_HOMESERVER_URL, or set MATRIX_PROXY';
    return [{ what: 'matrix', found: own ? error.message : 'cannot be reached', mend }];
  } finally {
    await dispatcher.destroy();
  }
}

async function checkDevice(credentials: Credentials, ask: Ask): Promise<Finding[]> {
  const { status } = await ask('GET', 'v3/account/whoami');
  const session = judge(
    'matrix',
    status === 200,
    status === 200 ? 'reached, the session lives' : `answers ${status}`,
    status === 401 ? 'Set MATRIX_PASSWORD and start: the bot becomes a new device' : 'Try again later',
  );
  if (status !== 200) return [session];
  const { userId, deviceId, deviceKeys, recoveryKey } = credentials;
  const { body: known } = await ask('POST', 'v3/keys/query', { device_keys: { [userId]: [] } });
  const backup = await ask('GET', 'v3/room_keys/version');
  const own = at(known, 'device_keys', userId, deviceId);
  const theirs = at(own, 'keys')[`ed25519:${deviceId}`];
  const signers = Object.keys(at(known, 'self_signing_keys', userId, 'keys'));
  const signed = signers.some((signer) => signer in at(own, 'signatures', userId));
  const same = deviceKeys !== null && theirs === deviceKeys.ed25519;
  return [
    session,
    judge(
      'matrix device',
      same,
      same ? 'has the keys that the server knows' : 'has other keys than the server knows',
      'Start the bot with MATRIX_PASSWORD: it becomes a new device',
    ),
    judge(
      'matrix cross-signing',
      signed,
      signed ? 'the device is signed' : 'the device is not signed',
      'Start the bot, with MATRIX_PASSWORD if that is not enough',
    ),
    judge(
      'matrix recovery key',
      recoveryKey !== null,
      recoveryKey ? 'kept with the credentials' : 'missing',
      'Set MATRIX_RECOVERY_KEY and start the bot',
    ),
    judge(
      'matrix key backup',
      backup.status === 200,
      backup.status === 200 ? 'on' : 'off',
      'Start the bot: it makes one',
    ),
  ];
}

const hasLogin = ({ password, accessToken }: MatrixConfig) => password !== null || accessToken !== null;

function judge(what: string, well: boolean, found: string, mend: string): Finding {
  return { what, found, mend: well ? null : mend };
}

/** @returns the object at that place; an empty one where there is none */
function at(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>(
    (one, key) => (one as Record<string, unknown> | undefined)?.[key],
    value,
  );
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
