import { MatrixClient } from 'matrix-js-sdk';
import { SendError } from '../../chat/errors.ts';
import { toCallFailed } from './call-failed.ts';
import { type Credentials, type CredentialsFile, traceOf } from './credentials.ts';

const DEVICE_NAME = 'Rollcall';

/** What a device of the bot is had from. */
export interface Account {
  readonly homeserverUrl: string;
  readonly userId: string | null;
  readonly password: string | null;
  readonly accessToken: string | null;
  readonly recoveryKey: string | null;
  readonly file: CredentialsFile;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * @returns the device to be: the one of before, unless the settings name another
 * @throws SendError when the settings lead to none; CallFailed
 */
export async function obtain(parts: Account): Promise<Credentials> {
  const { file, accessToken, password } = parts;
  const saved = await file.read();
  const given = accessToken === null ? null : traceOf(accessToken);
  const moved = saved !== null && saved.homeserverUrl !== parts.homeserverUrl;
  const another = given !== null && saved !== null && saved.givenToken !== null && saved.givenToken !== given;
  if (saved && !another && !moved) return saved;
  if (saved && moved && !accessToken) return { ...saved, homeserverUrl: parts.homeserverUrl };
  if (accessToken !== null) return adopt(parts, accessToken, saved);
  if (password !== null) return logIn(parts, saved);
  throw new SendError(
    'The bot has no Matrix device yet. Set MATRIX_USER_ID and MATRIX_PASSWORD for this start, or MATRIX_ACCESS_TOKEN',
    { permanent: true },
  );
}

/** Goes on with the device that a token belongs to. */
async function adopt(parts: Account, accessToken: string, saved: Credentials | null): Promise<Credentials> {
  const client = new MatrixClient({ baseUrl: parts.homeserverUrl, accessToken, fetchFn: parts.fetch });
  const { user_id: userId, device_id: deviceId } = await client.whoami().catch((error: unknown) => {
    const failed = toCallFailed('whoami', error);
    if (!failed.loggedOut) throw failed;
    throw new SendError('The homeserver refuses MATRIX_ACCESS_TOKEN', { permanent: true });
  });
  if (!deviceId)
    throw new SendError('MATRIX_ACCESS_TOKEN belongs to no device. Take one that a login gave', {
      permanent: true,
    });
  const before = saved?.userId === userId ? saved : null;
  return {
    homeserverUrl: parts.homeserverUrl,
    userId,
    deviceId,
    accessToken,
    recoveryKey: before?.recoveryKey ?? parts.recoveryKey,
    deviceKeys: before?.deviceId === deviceId ? before.deviceKeys : null,
    givenToken: traceOf(accessToken),
  };
}

/**
 * A login is a new device, and servers allow few of them: its outcome is kept at once.
 *
 * @throws SendError when the server refuses the password; CallFailed
 */
export async function logIn(parts: Account, saved: Credentials | null): Promise<Credentials> {
  const { homeserverUrl, password, file } = parts;
  const user = saved?.userId ?? parts.userId ?? '';
  const client = new MatrixClient({ baseUrl: homeserverUrl, fetchFn: parts.fetch });
  const answer = await client
    .loginRequest({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password: password ?? '',
      initial_device_display_name: DEVICE_NAME,
    })
    .catch((error: unknown) => {
      const failed = toCallFailed('login', error);
      if (!failed.permanent) throw failed;
      throw new SendError('The homeserver refuses MATRIX_USER_ID and MATRIX_PASSWORD', { permanent: true });
    });
  const credentials: Credentials = {
    homeserverUrl,
    userId: answer.user_id,
    deviceId: answer.device_id,
    accessToken: answer.access_token,
    recoveryKey: saved?.recoveryKey ?? parts.recoveryKey,
    deviceKeys: null,
    givenToken: parts.accessToken === null ? null : traceOf(parts.accessToken),
  };
  await file.write(credentials);
  return credentials;
}
