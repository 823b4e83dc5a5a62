import { setTimeout as sleep } from 'node:timers/promises';
import type { PlainPerson } from '../../test/support/matrix-peers/plain-person.ts';
import type { RealProgram } from '../../test/support/real-program.ts';
import { median } from '../statistics.ts';
import { enter, person, type Stage, someone, startOurs } from './stage.ts';

/** Messages that wait for answers when the program is told to stop. */
const TRAFFIC = 40;
const KINDS = ['idle', 'traffic', 'hung', 'hung amid traffic'] as const;
type Kind = (typeof KINDS)[number];

/** From SIGTERM to the end of the process, milliseconds: the medians, and the longest of all. */
export async function stopping(stage: Stage): Promise<object> {
  const account = await someone(stage);
  const talker = await person(stage);
  const room = await talker.invite(account.userId);
  await enter(stage.synapse, account, room);
  const times = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]));
  for (let round = 0; round < stage.rounds; round++) {
    for (let turn = 0; turn < KINDS.length; turn++) {
      const kind = KINDS[(turn + round) % KINDS.length] as Kind;
      const { program } = await startOurs(stage, account);
      await prepare[kind]({ stage, talker, room, bot: account.userId });
      times.get(kind)?.push(await endOf(program));
      stage.synapse.resume();
    }
  }
  const mid = KINDS.map((kind) => [kind, Math.round(median(times.get(kind) ?? []))]);
  return { ...Object.fromEntries(mid), longest: Math.round(Math.max(...[...times.values()].flat())) };
}

interface Scene {
  readonly stage: Stage;
  readonly talker: PlainPerson;
  readonly room: string;
  readonly bot: string;
}

const calm = async () => {
  await sleep(500);
};

const talk = async ({ talker, room, bot }: Scene): Promise<void> => {
  const says = Array.from({ length: TRAFFIC }, () => talker.say(room, { msgtype: 'm.text', body: '!help' }));
  await Promise.all(says);
  await talker.hear(room, bot);
};

const hang = async ({ stage }: Scene): Promise<void> => stage.synapse.pause();

const prepare: Readonly<Record<Kind, (scene: Scene) => Promise<void>>> = {
  idle: calm,
  traffic: talk,
  hung: async (scene) => {
    await calm();
    await hang(scene);
  },
  'hung amid traffic': async (scene) => {
    await talk(scene);
    await hang(scene);
  },
};

async function endOf(program: RealProgram): Promise<number> {
  const began = performance.now();
  const how = await program.end('SIGTERM');
  if (how !== 0) throw new Error(`it ended with ${how}: ${program.output()}`);
  return performance.now() - began;
}
