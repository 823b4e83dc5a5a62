import type { MatrixClient } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { toCallFailed } from './call-failed.ts';
import type { Credentials } from './credentials.ts';

/** Why a device cannot go on. */
export type Complaint = 'logged out' | 'keys lost' | 'keys behind' | 'used by another program';

/**
 * @param isStale the store is known to be behind the device's keys
 * @returns why the device cannot go on; null when all is well
 */
export async function complaintAbout(
  { client, crypto, credentials }: { client: MatrixClient; crypto: CryptoApi; credentials: Credentials },
  isStale: (deviceId: string) => boolean,
): Promise<Complaint | null> {
  const { deviceId, userId, deviceKeys } = credentials;
  if (isStale(deviceId)) return 'keys behind';
  const own = await crypto.getOwnDeviceKeys();
  if (deviceKeys) return own.ed25519 === deviceKeys.ed25519 ? await loginComplaint(client) : 'keys lost';
  // Nothing was uploaded yet: what the server knows of this device must be ours, or nothing.
  try {
    const { device_keys: known } = await client.downloadKeysForUsers([userId]);
    const theirs = known[userId]?.[deviceId]?.keys[`ed25519:${deviceId}`];
    return theirs === undefined || theirs === own.ed25519 ? null : 'used by another program';
  } catch (error) {
    return complaintOf(error);
  }
}

async function loginComplaint(client: MatrixClient): Promise<Complaint | null> {
  try {
    await client.whoami();
    return null;
  } catch (error) {
    return complaintOf(error);
  }
}

function complaintOf(error: unknown): Complaint | null {
  const failed = toCallFailed('whoami', error);
  // Out of reach: the sync goes on asking.
  if (!failed.loggedOut) return null;
  return 'logged out';
}
