// A homeserver and a second client for the tests of Matrix, in a virtual environment of Python beside node_modules
// (which `npm ci` empties). Plain JavaScript for any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const FOLDER = path('.synapse');
const PYTHON = path('.synapse/bin/python');
/** Written last, so that an installation that was broken off counts for nothing. */
const STAMP = path('.synapse/installed');
const REQUIREMENTS = path('test/support/synapse/requirements.txt');

const PYTHONS = ['python3', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`), 'python'];
const USABLE = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const wanted = () => createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');

/** @returns whether it is there, as the requirements want it. Needs no network. */
export function hasSynapse() {
  return existsSync(PYTHON) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted();
}

/** Installs it unless it is there. @returns why that cannot be done, as a sentence, or null. */
export function installSynapse() {
  if (hasSynapse()) return null;
  if (process.platform === 'win32') return 'Synapse does not run on Windows.';
  const python = PYTHONS.find((name) => spawnSync(name, ['-c', USABLE]).status === 0);
  if (!python) return 'There is no Python of version 3.10 or newer with venv on the PATH.';
  process.stderr.write('Installing Synapse for the tests. This happens once and needs the network.\n');
  rmSync(FOLDER, { recursive: true, force: true });
  const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;
  if (!run(python, ['-m', 'venv', FOLDER])) return `${python} could not make a virtual environment.`;
  // Wheels only: there may be no compiler, and a failed build says less than a missing wheel.
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries=2',
    '--only-binary=:all:',
  ];
  if (!run(PYTHON, [...pip, '--requirement', REQUIREMENTS]))
    return 'pip could not install Synapse. Is the Python package index in reach?';
  writeFileSync(STAMP, wanted());
  return null;
}
