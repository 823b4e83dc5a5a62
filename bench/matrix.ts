/**
 * The whole program on a fresh homeserver: its start and memory against a bare program on the same SDK, and how long
 * it takes to stop. Linux only: memory is read from `/proc`.
 *
 * Arguments: the parts to run, all by default. Options: `--rounds N` (5).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSynapse } from '../test/support/synapse/synapse.ts';
import type { Stage } from './matrix/stage.ts';
import { startToReady } from './matrix/start-to-ready.ts';
import { stopping } from './matrix/stopping.ts';

const PARTS: Readonly<Record<string, (stage: Stage) => Promise<object>>> = {
  start: startToReady,
  stop: stopping,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' } },
});

for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) throw new Error(`${name} is none of ${Object.keys(PARTS).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const synapse = await startSynapse();
  try {
    const figures = await part({ synapse, folder, rounds: Number(values.rounds ?? 5) });
    process.stdout.write(`${JSON.stringify({ [name]: figures })}\n`);
  } finally {
    await synapse.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
