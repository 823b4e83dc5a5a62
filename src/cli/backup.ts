import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { type Context, Exit } from './context.ts';
import { openParts } from './parts.ts';

/**
 * Writes a checked copy of the database. The key file is not in it: without the key a stolen copy names nobody.
 *
 * @throws Exit when the file exists already, or the copy is not whole
 */
export async function backup(file: string, config: Config, context: Context): Promise<void> {
  if (await stat(file).catch(() => null)) throw new Exit(`${file} exists already. Name a new file.`);
  const { store, close } = await openParts(config, context);
  const draft = `${file}.part`;
  try {
    await rm(draft, { force: true });
    await store.database.copyTo(draft);
    await chmod(draft, 0o600);
    await check(draft);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
    await close();
  }
  context.notices.write(`Wrote ${file}, checked. Keep a copy of ${config.keyFile} too, somewhere else.\n`);
}

async function check(file: string): Promise<void> {
  const copy = await openDatabase(file);
  const damage = await copy.findDamage();
  await copy.close();
  for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
  if (damage.length > 0) throw new Exit(`The copy is not whole: ${damage[0]}. The disk may be failing.`);
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}
