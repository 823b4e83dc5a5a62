import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PYTHON = fileURLToPath(new URL('../../../.synapse/bin/python', import.meta.url));

/** @returns the Python that has Synapse and matrix-nio. @throws when they are not installed */
export function synapsePython(): string {
  if (!existsSync(PYTHON)) throw new Error('Synapse is not installed: node bin/install-synapse.js');
  return PYTHON;
}
