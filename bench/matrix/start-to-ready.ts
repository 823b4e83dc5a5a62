import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startRealProgram } from '../../test/support/real-program.ts';
import type { Account } from '../../test/support/synapse/registration.ts';
import { median } from '../statistics.ts';
import { enter, person, residentOf, type Stage, someone, startOurs } from './stage.ts';

const BARE = fileURLToPath(new URL('../bots/matrix-bare.ts', import.meta.url));
/** What a start leaves for later is over by then. */
const SETTLED_MS = 2000;

interface Started {
  readonly ms: number;
  readonly mb: number;
}

/** A second start of ours against a program that does no more than the SDK needs; each in one encrypted room. */
export async function startToReady(stage: Stage): Promise<object> {
  const ours = await someone(stage);
  const first = await startOurs(stage, ours);
  await putIntoRoom(stage, ours);
  await first.program.end('SIGTERM');

  const measured = { ours: [] as Started[], bare: [] as Started[] };
  const measure = {
    ours: () => startedOurs(stage, ours),
    bare: () => startedBare(stage),
  };
  for (let round = 0; round < stage.rounds; round++)
    for (const name of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const))
      measured[name].push(await measure[name]());

  const mid = (field: keyof Started, name: keyof typeof measured) =>
    Math.round(median(measured[name].map((one) => one[field])));
  const ratio = (field: keyof Started) => {
    const ratios = measured.ours.map((one, round) => one[field] / (measured.bare[round] ?? one)[field]);
    return Number(median(ratios).toFixed(2));
  };
  return {
    readyMs: { ours: mid('ms', 'ours'), bare: mid('ms', 'bare'), ratio: ratio('ms') },
    residentMb: { ours: mid('mb', 'ours'), bare: mid('mb', 'bare'), ratio: ratio('mb') },
  };
}

async function putIntoRoom(stage: Stage, account: Account): Promise<void> {
  const host = await person(stage);
  const room = await host.invite(account.userId);
  await host.call('PUT', `rooms/${encodeURIComponent(room)}/state/m.room.encryption/`, {
    algorithm: 'm.megolm.v1.aes-sha2',
  });
  await enter(stage.synapse, account, room);
}

async function startedOurs(stage: Stage, account: Account): Promise<Started> {
  const { program, ms } = await startOurs(stage, account);
  await sleep(SETTLED_MS);
  const mb = residentOf(program);
  await program.end('SIGTERM');
  return { ms, mb };
}

/** Its keys are in memory alone, so that it is another device each time. */
async function startedBare(stage: Stage): Promise<Started> {
  const account = await someone(stage);
  await putIntoRoom(stage, account);
  const { userId, deviceId, accessToken } = account;
  const began = performance.now();
  const args = [stage.synapse.baseUrl, userId, deviceId, accessToken];
  const program = startRealProgram(stage.folder, {}, args, BARE);
  await program.seen(/ready/);
  const ms = performance.now() - began;
  await sleep(SETTLED_MS);
  const mb = residentOf(program);
  await program.end('SIGTERM');
  return { ms, mb };
}
