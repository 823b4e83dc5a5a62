// Installs what is missing, and nothing when nothing is: under blocking the registry may be out of reach, and an
// installed bot has to start all the same. Plain JavaScript for any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { nodePackage } from './pinned-node.js';

const root = new URL('../', import.meta.url);
const omitDev = process.argv.includes('--omit=dev');

function packages(file) {
  try {
    return JSON.parse(readFileSync(new URL(file, root), 'utf8')).packages;
  } catch {
    return {};
  }
}

function missing() {
  const installed = packages('node_modules/.package-lock.json');
  return Object.entries(packages('package-lock.json'))
    .filter(([path, { dev, optional, devOptional }]) => {
      if (path === '' || (omitDev && (dev || devOptional))) return false;
      // Of the optional packages only this machine's Node is one that we cannot do without.
      return !(optional || devOptional) || path === `node_modules/${nodePackage}`;
    })
    .filter(([path, { version }]) => installed[path]?.version !== version)
    .map(([path]) => path.replace('node_modules/', ''));
}

if (!nodePackage) {
  process.stderr.write(`Rollcall does not run on ${process.platform} ${process.arch} yet.\n`);
  process.exit(1);
}
const absent = missing();
if (absent.length > 0) {
  process.stderr.write(`Installing ${absent.length} packages. This happens once and needs the network.\n`);
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (omitDev) flags.push('--omit=dev');
  // npm tells its scripts where it is; a person who runs this file by hand has it on the PATH.
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(
      'The packages could not be installed. Is the npm registry in reach? Then run this again.\n',
    );
    process.exit(1);
  }
  const left = missing();
  if (left.length > 0) {
    process.stderr.write(`Still missing after the installation: ${left.join(', ')}\n`);
    process.exit(1);
  }
}
