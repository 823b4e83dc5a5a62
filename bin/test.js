// Runs Jest on the pinned Node. Arguments go to Jest: npm test -- test/store
// What needs Synapse is left out, aloud, where Synapse cannot be had; never with CI=true.
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from './pinned-node.js';
import { hasSynapse, installSynapse } from './synapse.js';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const args = process.argv.slice(2);

const jest = (more, options) =>
  spawnSync(
    pinnedNode(),
    ['--experimental-vm-modules', '--no-warnings', path('node_modules/jest/bin/jest.js'), ...more],
    options,
  );

const list = (more) =>
  jest(['--listTests', ...more], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean);

/** @returns the files of this run that need Synapse: Jest knows what imports what. */
function needingSynapse() {
  const all = new Set(list(['--findRelatedTests', path('test/support/synapse/python.ts')]));
  return list(args.filter((arg) => !/^--(json|outputFile)/.test(arg))).filter((file) => all.has(file));
}

/** @returns the files to leave out, and why. */
function unable() {
  const files = hasSynapse() ? [] : needingSynapse();
  const reason = files.length > 0 ? installSynapse() : null;
  return reason ? { files, reason } : { files: [], reason: null };
}

const { files, reason } = unable();
const inCi = process.env.CI === 'true';

function tell() {
  if (!reason) return;
  const names = files.map((file) => `  ${relative(path('.'), file)}\n`).join('');
  const what = inCi ? 'WITHOUT SYNAPSE these tests fail' : 'LEFT OUT, since they need Synapse';
  process.stderr.write(`\n${what}. ${reason}\n${names}\n`);
}

const pattern = (file) => `^${file.replace(/[^\w/]/g, '\\$&')}$`;
const skipped = inCi ? [] : files.map((file) => `--testPathIgnorePatterns=${pattern(file)}`);
tell();
const { status } = jest([...args, ...skipped], { stdio: 'inherit' });
tell();
process.exitCode = status ?? 1;
