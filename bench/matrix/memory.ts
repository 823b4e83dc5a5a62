import { enter, person, residentOf, type Stage, someone, startOurs } from './stage.ts';

const SAMPLES = 10;
const EVENTS_A_SAMPLE = 1000;
/** How many are on their way to the server together. */
const POSTERS = 8;
/** Each so-many-th message is a report, and is answered; the others are talk. */
const REPORT_EVERY = 25;

/** Ten thousand events in a group: resident memory after each thousand. */
export async function memoryOverEvents(stage: Stage): Promise<object> {
  const account = await someone(stage);
  const { program } = await startOurs(stage, account);
  const [host, other] = [await person(stage), await person(stage)];
  const room = String(
    (
      await host.call('POST', 'createRoom', {
        preset: 'public_chat',
        invite: [account.userId],
      })
    ).room_id,
  );
  await other.call('POST', `join/${encodeURIComponent(room)}`, {});
  await enter(stage.synapse, account, room);

  const resident: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    await post(EVENTS_A_SAMPLE, (index) => host.say(room, { msgtype: 'm.text', body: lineAt(index) }));
    // Its last report is answered: all before it is taken.
    await host.hear(room, account.userId);
    resident.push(residentOf(program));
  }
  await program.end('SIGTERM');
  const growth = (resident.at(-1) ?? 0) - (resident[1] ?? 0);
  return { events: EVENTS_A_SAMPLE * SAMPLES, residentMb: resident, growthFromSecondSampleMb: growth };
}

const lineAt = (index: number) =>
  index % REPORT_EVERY === 0 ? 'вотсап казань мтс не грузит' : `а у нас сегодня дождь, уже ${index} минут`;

async function post(count: number, say: (index: number) => Promise<unknown>): Promise<void> {
  const waiting = Array.from({ length: count }, (_, index) => index).values();
  const poster = async () => {
    for (const index of waiting) await say(index);
  };
  await Promise.all(Array.from({ length: POSTERS }, poster));
}
