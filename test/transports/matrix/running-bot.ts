import { join } from 'node:path';
import { textDoc } from '../../../src/chat/doc.ts';
import type { Matrix, MatrixParts } from '../../../src/transports/matrix/matrix.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type Gate, openGate } from '../../support/synapse/gate.ts';
import type { Account } from '../../support/synapse/registration.ts';
import type { Synapse } from '../../support/synapse/synapse.ts';
import { createListener, type Listener } from '../listener.ts';
import { createRuns, messagesIn } from './harness.ts';

const NOW = 1_795_244_400;

/** A bot that has started and answers everything with one word. */
export interface RunningBot {
  readonly account: Account;
  readonly transport: Matrix;
  readonly clock: ManualClock;
  readonly listener: Listener;
  /** Whether it has joined or left a room, as the homeserver has taken it. */
  has(what: 'join' | 'leave', roomId: string): boolean;
  /** Resolves once it has. */
  did(what: 'join' | 'leave', roomId: string): Promise<void>;
  /** Contents of its messages in a room. */
  said(roomId: string): readonly Readonly<Record<string, unknown>>[];
  /** Resolves once so many messages of it stand in a room. */
  answered(roomId: string, count: number): Promise<void>;
  stop(): Promise<void>;
}

let bots = 0;

export async function startBot(
  synapse: Synapse,
  root: string,
  settings: Partial<MatrixParts> = {},
): Promise<RunningBot> {
  const name = `bot${bots++}`;
  const account = await synapse.register(name);
  const clock = createManualClock(NOW);
  const gate: Gate = await openGate(synapse.baseUrl);
  const { userId, accessToken } = account;
  const runs = await createRuns(gate.baseUrl, join(root, name), clock, { userId, accessToken, ...settings });
  const { transport } = await runs.next();
  const listener = createListener(() => textDoc('heard'));
  await transport.start(listener.handle);
  const has: RunningBot['has'] = (what, roomId) =>
    gate.taken.some(({ method, path }) => method === 'POST' && path.includes(what) && path.includes(roomId));
  const said = (roomId: string) => messagesIn(gate, roomId).map(({ content }) => content);
  return {
    account,
    transport,
    clock,
    listener,
    has,
    said,
    did: (what, roomId) => gate.until(() => has(what, roomId)),
    answered: (roomId, count) => gate.until(() => said(roomId).length >= count),
    stop: async () => {
      await clock.pass(transport.stop());
      await gate.stop();
      runs.close();
    },
  };
}
