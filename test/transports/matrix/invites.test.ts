import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MatrixClient } from 'matrix-js-sdk';
import { createInvites } from '../../../src/transports/matrix/invites.ts';
import type { MatrixParts } from '../../../src/transports/matrix/matrix.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createPlainPerson, type PlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { type Synapse, startSynapse } from '../../support/synapse/synapse.ts';
import { unrefLongTimers } from '../../support/unref-timers.ts';
import { type RunningBot, startBot } from './running-bot.ts';

unrefLongTimers();
const root = temporaryFolder();
let synapse: Synapse;
let anna: PlainPerson;
let boris: PlainPerson;
let running: RunningBot | null = null;
let strangers = 0;
beforeAll(async () => {
  synapse = await startSynapse();
  anna = await createPlainPerson(synapse, 'anna');
  boris = await createPlainPerson(synapse, 'boris');
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(() => synapse.stop());

async function start(settings: Partial<MatrixParts> = {}): Promise<RunningBot> {
  running = await startBot(synapse, root, settings);
  return running;
}

const text = (body: string) => ({ msgtype: 'm.text', body });
const path = (room: string, what: string) => `rooms/${encodeURIComponent(room)}/${what}`;
const invite = (room: string, userId: string) => anna.call('POST', path(room, 'invite'), { user_id: userId });

/** A room of Anna and Boris that nobody can join without being asked. */
async function openRoom(more: object = {}): Promise<string> {
  const options = { preset: 'private_chat', invite: [boris.userId], ...more };
  const room = String((await anna.call('POST', 'createRoom', options)).room_id);
  await boris.call('POST', path(room, 'join'), {});
  return room;
}

test('moderators alone may invite where it is set so', async () => {
  const { account, did, has } = await start({ invites: 'moderators', moderators: [anna.userId] });
  const theirs = await boris.invite(account.userId);
  const own = await anna.invite(account.userId);
  await did('leave', theirs);
  await did('join', own);
  expect(has('join', theirs)).toBe(false);
});

test('who may moderate by the ops room may invite as a moderator', async () => {
  const ops = await openRoom({ preset: 'public_chat' });
  const { account, did, has } = await start({ invites: 'moderators', opsRoom: ops });
  const own = await anna.invite(account.userId);
  const theirs = await boris.invite(account.userId);
  await did('join', own);
  await did('leave', theirs);
  expect(has('join', theirs)).toBe(false);
});

test.each(['homeserver', 'anyone'] as const)(
  '%s: who is on its own homeserver may invite',
  async (invites) => {
    const { account, did } = await start({ invites });
    await did('join', await boris.invite(account.userId));
  },
);

// A second homeserver would need certificates and a name that it can be found by. The bot's client, the room and the
// invitation are real; only who it comes from is said to be another.
test.each([
  ['moderators', 'refused', 'leave'],
  ['homeserver', 'refused', 'leave'],
  ['anyone', 'joined', 'join'],
] as const)('%s: somebody of another homeserver is %s', async (invites, outcome, membership) => {
  const { userId, accessToken } = await synapse.register(`stranger${strangers++}`);
  const client = new MatrixClient({ baseUrl: synapse.baseUrl, userId, accessToken });
  const never = () => false;
  const decide = createInvites(client, {
    invites,
    largestRoom: 1000,
    isModerator: never,
    isWanted: never,
    now: () => 0,
  });
  const room = await anna.invite(userId);
  // A name that begins with the server's own is another's too.
  expect(await decide(room, `@boris:${synapse.serverName}.example.org`)).toBe(outcome);
  const member = path(room, `state/m.room.member/${encodeURIComponent(userId)}`);
  expect(await anna.call('GET', member)).toMatchObject({ membership });
});

test('rooms of the settings are joined whoever invites, by id and by alias, and never left', async () => {
  const byId = await openRoom();
  const byAlias = await openRoom({ room_alias_name: 'digest' });
  const rooms = [byId, `#digest:${synapse.serverName}`];
  const { account, did, has, said, answered } = await start({ invites: 'moderators', rooms, largestRoom: 1 });
  for (const room of [byId, byAlias]) {
    await invite(room, account.userId);
    await did('join', room);
    await boris.say(room, text('!status'));
    await answered(room, 1);
    await boris.call('POST', path(room, 'leave'), {});
    // Two are left, and it is no private chat for that.
    await anna.say(room, text('!status'));
    await answered(room, 2);
    expect(said(room).map(({ msgtype }) => msgtype)).toEqual(['m.notice', 'm.notice']);
    expect(has('leave', room)).toBe(false);
  }
});

test('beyond twenty rooms in ten minutes an invitation waits; one into a room of the settings does not', async () => {
  const wanted = await openRoom();
  const { account, clock, did, has, answered } = await start({ rooms: [wanted] });
  const rooms: string[] = [];
  for (let index = 0; index < 20; index++) rooms.push(await anna.invite(account.userId));
  for (const room of rooms) await did('join', room);

  const late = await boris.invite(account.userId);
  await invite(wanted, account.userId);
  await did('join', wanted);
  await clock.advance(599);
  await anna.say(rooms[0] ?? '', text('вы тут?'));
  await answered(rooms[0] ?? '', 1);
  expect([has('join', late), has('leave', late)]).toEqual([false, false]);
  await clock.advance(31);
  await did('join', late);
});
