import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SendError } from '../../chat/errors.ts';

/** What makes the bot one device of its account. They belong together and are kept together. */
export interface Credentials {
  readonly homeserverUrl: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
  /** Opens the account's cross-signing identity and key backup for a new device. */
  readonly recoveryKey: string | null;
  /** The device's own keys: another store than the one that made them has others. */
  readonly deviceKeys: { readonly ed25519: string; readonly curve25519: string } | null;
  /** A trace of the token in the settings that this session began with; null for one that began with the password. */
  readonly givenToken: string | null;
}

/** The file beside the key file that holds them, for its owner alone. */
export interface CredentialsFile {
  /** @throws SendError when the file is damaged, or others can read it */
  read(): Promise<Credentials | null>;
  /** Whole or not at all, and on the disk. */
  write(credentials: Credentials): Promise<void>;
}

export function createCredentialsFile(path: string): CredentialsFile {
  const refuse = (reason: string) => new SendError(`${path} ${reason}`, { permanent: true });
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw refuse(`cannot be read (${error.code})`);
      });
      if (text === null) return null;
      if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
        throw refuse(`can be read by others. Run: chmod 600 ${path}`);
      const found = parse(text);
      if (!found)
        throw refuse('is damaged. Put your copy of it back, or delete it: the bot becomes a new device');
      return found;
    },
    write: async (credentials) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(`${path}.new`, 'w', 0o600);
      try {
        await file.writeFile(`${JSON.stringify(credentials)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      if (process.platform !== 'win32') await chmod(`${path}.new`, 0o600);
      await rename(`${path}.new`, path);
    },
  };
}

function parse(text: string): Credentials | null {
  try {
    const found = JSON.parse(text);
    const whole = ['homeserverUrl', 'userId', 'deviceId', 'accessToken'].every(
      (key) => typeof found[key] === 'string',
    );
    return whole ? found : null;
  } catch {
    return null;
  }
}

/** @returns a trace of a token that it cannot be read from. */
export function traceOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
