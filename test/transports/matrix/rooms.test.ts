import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { SendError } from '../../../src/chat/errors.ts';
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

/** A room of three, the bot among them. */
async function openRoom({ account, did }: RunningBot): Promise<string> {
  const options = { preset: 'private_chat', invite: [boris.userId] };
  const room = String((await anna.call('POST', 'createRoom', options)).room_id);
  await boris.call('POST', path(room, 'join'), {});
  await anna.call('POST', path(room, 'invite'), { user_id: account.userId });
  await did('join', room);
  return room;
}

test('a room that is too large is left, one that is just not stays', async () => {
  const bot = await start({ largestRoom: 3 });
  const three = await openRoom(bot);
  const clara = await createPlainPerson(synapse, 'clara');
  const options = { preset: 'public_chat' };
  const four = String((await anna.call('POST', 'createRoom', options)).room_id);
  for (const one of [boris, clara]) await one.call('POST', path(four, 'join'), {});
  await anna.call('POST', path(four, 'invite'), { user_id: bot.account.userId });
  await bot.did('leave', four);
  await anna.say(three, text('!status'));
  await bot.answered(three, 1);
  expect(bot.has('leave', three)).toBe(false);
});

test('a room is left when everybody else has gone, not before', async () => {
  const bot = await start();
  const room = await openRoom(bot);
  const direct = await anna.invite(bot.account.userId);
  await boris.call('POST', path(room, 'leave'), {});
  await anna.say(room, text('!status'));
  await bot.answered(room, 1);
  expect(bot.has('leave', room)).toBe(false);
  await anna.call('POST', path(room, 'leave'), {});
  await bot.did('leave', room);
  await anna.call('POST', path(direct, 'leave'), {});
  await bot.did('leave', direct);
});

test('a room gets six answers a minute, a private chat as many as are asked for', async () => {
  const bot = await start();
  const room = await openRoom(bot);
  const direct = await anna.invite(bot.account.userId);
  await bot.did('join', direct);
  for (let index = 0; index < 7; index++) await boris.say(room, text('!status'));
  for (let index = 0; index < 8; index++) await anna.say(direct, text('казань'));
  await bot.answered(direct, 8);
  await bot.answered(room, 6);
  await bot.clock.advance(59);
  await boris.say(room, text('!status'));
  await anna.say(direct, text('казань'));
  await bot.answered(direct, 9);
  expect(bot.said(room)).toHaveLength(6);
  await bot.clock.advance(1);
  await boris.say(room, text('!status'));
  await bot.answered(room, 7);
  expect(bot.listener.received.filter(({ chatId }) => chatId === room)).toHaveLength(7);
});

test('a room in which the bot may not post is told by what stands in the way', async () => {
  const bot = await start({ invites: 'moderators' });
  const obstacleTo = (name: string) =>
    bot.transport.findChannel(name).then(
      () => 'none',
      (error) => (error instanceof SendError && error.permanent ? error.obstacle : String(error)),
    );
  const alias = (name: string) => `#${name}:${bot.account.userId.split(':')[1]}`;
  const create = async (options: object) => String((await anna.call('POST', 'createRoom', options)).room_id);
  await create({ preset: 'private_chat', room_alias_name: 'closed' });
  const levels = { events_default: 50 };
  const mute = { preset: 'public_chat', room_alias_name: 'mute', power_level_content_override: levels };
  await create(mute);
  const fine = await create({ preset: 'public_chat', room_alias_name: 'fine' });
  expect(await obstacleTo(alias('nowhere'))).toBe('unknown');
  expect(await obstacleTo(alias('closed'))).toBe('outside');
  expect(await obstacleTo(alias('mute'))).toBe('silent');
  expect(await bot.transport.findChannel(alias('fine'))).toBe(fine);
});
