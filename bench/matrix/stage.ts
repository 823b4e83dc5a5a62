import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCall } from '../../test/support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../../test/support/matrix-peers/plain-person.ts';
import { type RealProgram, startRealProgram } from '../../test/support/real-program.ts';
import type { Account } from '../../test/support/synapse/registration.ts';
import type { Synapse } from '../../test/support/synapse/synapse.ts';

/** Where a part of the bench plays: a fresh homeserver, and a folder that is erased at the end. */
export interface Stage {
  readonly synapse: Synapse;
  readonly folder: string;
  readonly rounds: number;
}

/** As people start it: a small process that waits for the program itself. */
const ROLLCALL = fileURLToPath(new URL('../../bin/rollcall', import.meta.url));

let names = 0;

/** An account of its own for each use. */
export const someone = ({ synapse }: Stage): Promise<Account> => synapse.register(`bot${names++}`);

export const person = ({ synapse }: Stage): Promise<PlainPerson> =>
  createPlainPerson(synapse, `person${names++}`);

/** The whole program with Matrix alone. @returns it once it is ready, and the milliseconds until then */
export async function startOurs(
  { synapse, folder }: Stage,
  { userId, password }: Account,
): Promise<{ program: RealProgram; ms: number }> {
  const began = performance.now();
  const env = {
    MATRIX_HOMESERVER_URL: synapse.baseUrl,
    MATRIX_USER_ID: userId,
    MATRIX_PASSWORD: password,
  };
  const home = join(folder, userId.slice(1).replace(':', '-'));
  const program = startRealProgram(home, env, ['start'], ROLLCALL);
  await program.seen(/Matrix включён/);
  return { program, ms: performance.now() - began };
}

/** Puts an account into a room that it is invited to, whatever its program makes of invitations. */
export async function enter(synapse: Synapse, { accessToken }: Account, roomId: string): Promise<void> {
  await createCall(synapse.baseUrl, accessToken)('POST', `join/${encodeURIComponent(roomId)}`, {});
}

/** Resident memory of the program now, MB. */
export function residentOf({ pid: first }: RealProgram): number {
  const pid = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim() || first;
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
