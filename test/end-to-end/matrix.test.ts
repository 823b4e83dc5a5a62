import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { createNioPeer, createSdkPeer, type Peer } from '../support/matrix-peers/peer.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';
import { countReports } from '../support/rows.ts';
import type { Account } from '../support/synapse/registration.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

const root = temporaryFolder();
const programs: RealProgram[] = [];
const peers: Peer[] = [];
let synapse: Synapse;
let bot: Account;
let names = 0;

beforeAll(async () => {
  synapse = await startSynapse();
});
afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGKILL');
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});
afterAll(() => synapse.stop());

async function start(
  env: Record<string, string> = {},
): Promise<{ program: RealProgram; folder: string; env: Record<string, string> }> {
  const folder = join(root, `${names}`);
  bot = await synapse.register(`bot${names++}`);
  const all = {
    MATRIX_HOMESERVER_URL: synapse.baseUrl,
    MATRIX_USER_ID: bot.userId,
    MATRIX_PASSWORD: bot.password,
    ...env,
  };
  const program = startRealProgram(folder, all);
  programs.push(program);
  await program.seen(/Matrix включён/);
  return { program, folder, env: all };
}

async function somebody(client: 'nio' | 'strict'): Promise<Peer> {
  const account = await synapse.register(`person${names++}`);
  const peer =
    client === 'nio'
      ? await createNioPeer(synapse, account)
      : await createSdkPeer(synapse, account, { onlySigned: true });
  peers.push(peer);
  return peer;
}

/** @returns the bot's next message in that room whose text fits */
const answer = async (peer: Peer, roomId: string, pattern: RegExp) =>
  peer.until(
    ({ sender, roomId: room, content }) =>
      sender === bot.userId && room === roomId && pattern.test(String((content as { body?: string }).body)),
  );

const bodyOf = ({ content }: { content: object }) => String((content as { body?: string }).body);

describe.each([
  ['nio', 'an encrypted', true],
  ['nio', 'a plain', false],
  ['strict', 'an encrypted', true],
] as const)('somebody on %s in %s direct chat', (client, _, encrypted) => {
  test('reports by a line, by numbers and by a reaction', async () => {
    const { folder } = await start();
    const peer = await somebody(client);
    const room = await peer.openDirect(bot.userId, { encrypted });
    await peer.say(room, 'вотсап казань мтс не грузит фото');
    const first = await answer(peer, room, /Записано/);
    expect(bodyOf(first)).toContain('WhatsApp: не работает · Казань, МТС · фото и файлы');
    expect(first.content).toMatchObject({ msgtype: 'm.text', 'm.mentions': {} });
    expect(countReports(join(folder, 'data', 'rollcall.db'))).toBe(1);

    await peer.say(room, '!report telegram');
    const question = await answer(peer, room, /1\. Работает/);
    await peer.react(room, question.eventId, '1\uFE0F\u20E3');
    const place = await answer(peer, room, /Telegram · работает(.|\n)*1\. Казань, МТС/);
    expect(place).toBeDefined();
    await peer.say(room, '1');
    await answer(peer, room, /Telegram: работает · Казань, МТС/);
    expect(countReports(join(folder, 'data', 'rollcall.db'))).toBe(2);
  });
});

test('doctor finds the device signed, its recovery key kept and its keys backed up, while the bot runs', async () => {
  const { folder, env } = await start();
  const doctor = startRealProgram(folder, env, ['doctor']);
  expect(await doctor.ended).toBe(0);
  for (const what of [
    'matrix',
    'matrix device',
    'matrix cross-signing',
    'matrix recovery key',
    'matrix key backup',
  ])
    expect(doctor.output()).toMatch(new RegExp(`^ok {3}${what}: `, 'm'));
});

test('a room is answered in one line with the way into a private chat, and nothing is taken there', async () => {
  const { folder } = await start({ MATRIX_INVITES: 'anyone' });
  const peer = await somebody('nio');
  const other = await somebody('nio');
  const room = await peer.createRoom({ encrypted: true, invite: [bot.userId, other.userId] });
  await other.join(room);
  await peer.until(
    ({ roomId, stateKey, content }) =>
      roomId === room && stateKey === bot.userId && content.membership === 'join',
  );
  await peer.say(room, 'вотсап казань мтс не работает');
  await peer.say(room, '!hookshot feed');
  const asked = await peer.say(room, '!report вотсап казань мтс не работает');
  const line = await answer(peer, room, /matrix.to/);
  expect(bodyOf(line)).toMatch(new RegExp(`^[^\n]+: https://matrix.to/#/${bot.userId}$`));
  expect(line.content).toMatchObject({
    msgtype: 'm.notice',
    'm.relates_to': { 'm.in_reply_to': { event_id: asked } },
  });
  expect(countReports(join(folder, 'data', 'rollcall.db'))).toBe(0);
});
