import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const MEMORY = '/dev/shm';

/**
 * @param below the folder that it is made in
 * @returns a new empty folder that is gone after the file's tests.
 */
export function temporaryFolder(below = tmpdir()): string {
  const folder = mkdtempSync(join(below, 'rollcall-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @returns a folder of the same kind that is kept in memory where the system has such: for thousands of commits. */
export function folderInMemory(): string {
  return temporaryFolder(existsSync(MEMORY) ? MEMORY : tmpdir());
}
