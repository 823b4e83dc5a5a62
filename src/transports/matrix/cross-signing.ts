import { type AuthDict, type MatrixClient, MatrixError } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { SendError } from '../../chat/errors.ts';

export interface SigningParts {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  /** A server may ask for it before it takes the keys. */
  readonly password: string | null;
  /** The secret that opens the identity on the server; null where there is none. */
  readonly hasRecoveryKey: () => boolean;
  /** Keeps a new recovery key, before the server learns of it. */
  readonly keepRecoveryKey: (key: string) => Promise<void>;
}

/**
 * Signs the bot's device with the bot's own identity, and backs its room keys up. Clients that exclude insecure
 * devices would neither show nor send anything to it otherwise. Does nothing where all of it stands.
 *
 * @throws SendError when the account has an identity that this device cannot open
 */
export async function signOwnDevice(parts: SigningParts): Promise<void> {
  const { client, crypto, password, hasRecoveryKey, keepRecoveryKey } = parts;
  // Asks the server. Without its public keys the import fails, and an unasked reset would replace the identity.
  const onServer = await crypto.userHasCrossSigningKeys();
  const { privateKeysCachedLocally } = await crypto.getCrossSigningStatus();
  const here = Object.values(privateKeysCachedLocally).every(Boolean);
  if (onServer && !here && !hasRecoveryKey())
    throw new SendError(
      'The Matrix account has a cross-signing identity already. Set MATRIX_RECOVERY_KEY to its recovery key',
      { permanent: true },
    );
  await crypto.bootstrapCrossSigning({
    authUploadDeviceSigningKeys: (send) => withPassword(send, client.getSafeUserId(), password),
  });
  if (!(await crypto.isSecretStorageReady())) {
    const key = await crypto.createRecoveryKeyFromPassphrase();
    await keepRecoveryKey(key.encodedPrivateKey ?? '');
    await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => key, setupNewKeyBackup: true });
  } else if ((await crypto.getActiveSessionBackupVersion()) === null) {
    // A new device with the recovery key of the old one.
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    await crypto.checkKeyBackupAndEnable();
  }
}

/** The first upload needs no word from the owner on most servers; others ask for the password. */
async function withPassword<T>(
  send: (auth: AuthDict | null) => Promise<T>,
  user: string,
  password: string | null,
): Promise<T> {
  try {
    return await send(null);
  } catch (error) {
    if (!(error instanceof MatrixError) || error.httpStatus !== 401) throw error;
    if (password === null)
      throw new SendError('The homeserver asks for the password once more. Set MATRIX_PASSWORD', {
        permanent: true,
      });
    const { session } = error.data as { session?: string };
    return send({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password,
      ...(session !== undefined && { session }),
    });
  }
}
