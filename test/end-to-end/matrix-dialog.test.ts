import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { createNioPeer, createSdkPeer, type Peer } from '../support/matrix-peers/peer.ts';
import type { Heard } from '../support/matrix-peers/protocol.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';
import { countReports } from '../support/rows.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

const root = temporaryFolder();
const ends: (() => Promise<unknown>)[] = [];
let synapse: Synapse;
let names = 0;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => synapse.stop());

interface Scene {
  readonly peer: Peer;
  readonly room: string;
  /** Ends the program and starts it again. */
  restart(): Promise<void>;
  /** @returns the bot's message whose text fits */
  answer(pattern: RegExp): Promise<Heard>;
  reports(): number;
}

async function open(client: 'nio' | 'sdk', encrypted: boolean): Promise<Scene> {
  names += 1;
  const folder = join(root, `${names}`);
  const bot = await synapse.register(`bot${names}`);
  const env = {
    MATRIX_HOMESERVER_URL: synapse.baseUrl,
    MATRIX_USER_ID: bot.userId,
    MATRIX_PASSWORD: bot.password,
  };
  let program: RealProgram;
  const start = async () => {
    program = startRealProgram(folder, env);
    await program.seen(/Matrix включён/);
  };
  await start();
  const account = await synapse.register(`person${names}`);
  const peer =
    client === 'nio'
      ? await createNioPeer(synapse, account)
      : await createSdkPeer(synapse, account, { onlySigned: true });
  ends.push(() => program.end('SIGKILL'), peer.stop);
  const room = await peer.openDirect(bot.userId, { encrypted });
  return {
    peer,
    room,
    restart: async () => {
      expect(await program.end('SIGTERM')).toBe(0);
      await start();
    },
    answer: (pattern) =>
      peer.until(({ sender, content: { body } }) => sender === bot.userId && pattern.test(String(body))),
    reports: () => countReports(join(folder, 'data', 'rollcall.db')),
  };
}

const inThread = (body: string, root: string) => ({
  msgtype: 'm.text',
  body,
  'm.relates_to': {
    rel_type: 'm.thread',
    event_id: root,
    is_falling_back: true,
    'm.in_reply_to': { event_id: root },
  },
});

describe.each([
  ['nio', 'an encrypted', true],
  ['nio', 'a plain', false],
  ['sdk', 'an encrypted', true],
  ['sdk', 'a plain', false],
] as const)('somebody on %s in %s chat', (client, _, encrypted) => {
  test('asks in a thread and is answered there, at each step', async () => {
    const { peer, room, answer, reports } = await open(client, encrypted);
    const start = await peer.say(room, 'как дела?');
    const asked = await peer.send(room, 'm.room.message', inThread('!report telegram', start));
    const question = await answer(/1\. Работает/);
    const there = (eventId: string) => ({
      rel_type: 'm.thread',
      event_id: start,
      is_falling_back: true,
      'm.in_reply_to': { event_id: eventId },
    });
    expect(question.content['m.relates_to']).toEqual(there(asked));
    const works = await peer.send(room, 'm.room.message', inThread('1', start));
    const next = await answer(/Telegram · работает/);
    expect(next.content['m.relates_to']).toEqual(there(works));
    const place = await peer.send(room, 'm.room.message', inThread('казань мтс', start));
    const thanks = await answer(/Telegram: работает · Казань, МТС/);
    expect(thanks.content['m.relates_to']).toEqual(there(place));
    expect(reports()).toBe(1);
  });

  test('edits a message, and it is not taken again', async () => {
    const { peer, room, answer, reports } = await open(client, encrypted);
    const said = await peer.say(room, 'вотсап казань мтс не работает');
    await answer(/Записано/);
    await peer.send(room, 'm.room.message', {
      msgtype: 'm.text',
      body: '* телега казань мтс не работает',
      'm.new_content': { msgtype: 'm.text', body: 'телега казань мтс не работает' },
      'm.relates_to': { rel_type: 'm.replace', event_id: said },
    });
    await peer.say(room, 'дискорд казань мтс не работает');
    await answer(/Discord: не работает/);
    expect(reports()).toBe(2);
  });
});

describe.each(['nio', 'sdk'] as const)('over a restart, in an encrypted chat with %s', (client) => {
  test.each([
    ['a number', ({ peer, room }: Scene, _: Heard) => peer.say(room, '1')],
    ['a reaction', ({ peer, room }: Scene, { eventId }: Heard) => peer.react(room, eventId, '1\uFE0F\u20E3')],
  ])('%s answers what was asked before', async (_, choose) => {
    const scene = await open(client, true);
    await scene.peer.say(scene.room, '!report telegram казань мтс');
    const question = await scene.answer(/Telegram(.|\n)*1\. Работает/);
    await scene.restart();
    await choose(scene, question);
    await scene.answer(/Telegram: работает · Казань, МТС/);
    expect(scene.reports()).toBe(1);
  });
});
