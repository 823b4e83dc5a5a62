// Runs a file of TypeScript on the pinned Node, whatever Node runs this one.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from './pinned-node.js';

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// What a start compiles, the next one takes from here: half of its time otherwise. Of no harm where nothing can be written.
const cache = inProject('node_modules/.cache/rollcall');
// V8 keeps three spaces for what is young, of 16 MB each by itself: a quarter of the memory that the bot takes.
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];

/** @param path from the top of the project */
export function run(path, args) {
  const node = pinnedNode();
  if (!node) {
    process.stderr.write('The pinned Node is not installed. Run: npm start\n');
    process.exit(1);
  }
  const child = spawn(node, [...flags, inProject(path), ...args], {
    env: { NODE_COMPILE_CACHE: cache, ...process.env },
    stdio: 'inherit',
  });
  // The terminal sends Ctrl+C to both; a service manager's SIGTERM comes to this process alone.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.exitCode = 1;
    else process.exitCode = code ?? 1;
  });
}
