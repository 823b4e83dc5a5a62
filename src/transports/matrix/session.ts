import { MatrixClient } from 'matrix-js-sdk';
import {
  AllDevicesIsolationMode,
  type CryptoApi,
  decodeRecoveryKey,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { SendError } from '../../chat/errors.ts';
import { type Complaint, complaintAbout } from './complaints.ts';
import type { Credentials } from './credentials.ts';
import { signOwnDevice } from './cross-signing.ts';
import { type Account, logIn, obtain } from './log-in.ts';
import type { SyncStore } from './sync-store.ts';

/** No answer by then counts as none; syncs have a longer time of their own. */
const CALL_TIMEOUT_MS = 30_000;

export interface SessionParts extends Account {
  /** Makes IndexedDB durable in this process; only the first call does something. */
  readonly openCryptoStore: () => Promise<void>;
  readonly createStore: (me: string) => SyncStore;
  /** The store is known to be behind the device's keys. */
  readonly isStale: (deviceId: string) => boolean;
  readonly log: { warn(fields: object, message: string): void };
}

/** The bot as a device of its account, with its keys at hand. Nothing is synced yet. */
export interface Session {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly store: SyncStore;
  readonly credentials: Credentials;
  /** To be called after the first sync. @throws SendError where the account's identity cannot be opened */
  sign(): Promise<void>;
}

/**
 * Logs in once and goes on with the same device at every later start. A device whose keys are lost is replaced by a new
 * one, once: the account's identity and the room keys come back with the recovery key.
 *
 * @throws SendError when the settings do not lead to a session; CallFailed
 */
export async function openSession(parts: SessionParts): Promise<Session> {
  await parts.openCryptoStore();
  const credentials = await obtain(parts);
  const session = await build(parts, credentials);
  try {
    const complaint = await complaintAbout(session, parts.isStale);
    return await (complaint === null ? settle(parts, session) : replace(parts, session, complaint));
  } catch (error) {
    // The next try opens the store anew, and nobody else may have it open then.
    await close(session);
    throw error;
  }
}

async function replace(parts: SessionParts, session: Built, complaint: Complaint): Promise<Session> {
  const { credentials } = session;
  parts.log.warn({ complaint }, 'matrix: the device cannot go on; the bot becomes a new one');
  await close(session);
  const renewed = await build(parts, await renew(parts, credentials, complaint));
  await forget(parts, credentials, renewed.client);
  return settle(parts, renewed);
}

type Built = Omit<Session, 'sign'> & { readonly secret: { key: Uint8Array<ArrayBuffer> | null } };

async function build(parts: SessionParts, credentials: Credentials): Promise<Built> {
  const { userId, deviceId, accessToken } = credentials;
  const store = parts.createStore(userId);
  const secret = { key: keyFrom(credentials.recoveryKey ?? parts.recoveryKey) };
  const client = new MatrixClient({
    baseUrl: credentials.homeserverUrl,
    userId,
    deviceId,
    accessToken,
    store,
    disableVoip: true,
    localTimeoutMs: CALL_TIMEOUT_MS,
    fetchFn: store.fetchWith(parts.fetch),
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [id] = Object.keys(keys);
        return id !== undefined && secret.key ? [id, secret.key] : null;
      },
      cacheSecretStorageKey: (_id, _info, key) => {
        secret.key = key;
      },
    },
  });
  // A store for each device: a new one never meets the keys of the old.
  await client.initRustCrypto({ cryptoDatabasePrefix: storeOf(credentials) });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the crypto did not start');
  // Everybody is answered, also people whose clients do not cross-sign.
  crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(false));
  return { client, crypto, store, credentials, secret };
}

/** The SDK looks for a key backup by itself: a client that is closed under it fails where nobody can catch it. */
async function close({ client, crypto }: Built): Promise<void> {
  await crypto.checkKeyBackupAndEnable().catch(() => {});
  client.stopClient();
}

const storeOf = ({ deviceId }: Credentials) => `rollcall-${deviceId}`;

function keyFrom(recoveryKey: string | null): Uint8Array<ArrayBuffer> | null {
  if (recoveryKey === null) return null;
  try {
    return decodeRecoveryKey(recoveryKey) as Uint8Array<ArrayBuffer>;
  } catch {
    throw new SendError('MATRIX_RECOVERY_KEY is no recovery key. Copy all of it', { permanent: true });
  }
}

const MENDS: Readonly<Record<Complaint, string>> = {
  'logged out': 'The homeserver has ended the bot’s session',
  'keys lost': 'The keys of the bot’s Matrix device are lost with its store',
  'keys behind': 'The store of the bot’s Matrix device was put back to an older state',
  'used by another program': 'Another program uses the device of MATRIX_ACCESS_TOKEN',
};

async function renew(parts: SessionParts, old: Credentials, complaint: Complaint): Promise<Credentials> {
  if (parts.password === null)
    throw new SendError(
      `${MENDS[complaint]}. Set MATRIX_PASSWORD, or MATRIX_ACCESS_TOKEN to a new token: the bot becomes a new device`,
      { permanent: true },
    );
  return logIn(parts, old);
}

/** The old device and its keys are of no use any more. What cannot be tidied up does no harm. */
async function forget(parts: SessionParts, old: Credentials, client: MatrixClient): Promise<void> {
  for (const name of ['matrix-sdk-crypto', 'matrix-sdk-crypto-meta'])
    indexedDB.deleteDatabase(`${storeOf(old)}::${name}`);
  const remove = (session: string) =>
    client.deleteDevice(old.deviceId, {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: old.userId },
      password: parts.password ?? '',
      session,
    });
  await client.deleteDevice(old.deviceId).catch(({ data }) => remove(data?.session).catch(() => {}));
}

async function settle(parts: SessionParts, built: Built): Promise<Session> {
  const { file, password } = parts;
  const { client, crypto, secret } = built;
  const { ed25519, curve25519 } = await crypto.getOwnDeviceKeys();
  let credentials: Credentials = { ...built.credentials, deviceKeys: { ed25519, curve25519 } };
  await file.write(credentials);
  return {
    ...built,
    credentials,
    sign: () =>
      signOwnDevice({
        client,
        crypto,
        password,
        hasRecoveryKey: () => secret.key !== null,
        keepRecoveryKey: async (recoveryKey) => {
          credentials = { ...credentials, recoveryKey };
          await file.write(credentials);
        },
      }),
  };
}
