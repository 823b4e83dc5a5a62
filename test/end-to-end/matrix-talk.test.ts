import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { createCall } from '../support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../support/matrix-peers/plain-person.ts';
import { type Program, startProgram } from '../support/program.ts';
import { countReports } from '../support/rows.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

const NOW = 1_795_244_400;
const DAY = 86_400;

const root = temporaryFolder();
let synapse: Synapse;
let anna: PlainPerson;
let boris: PlainPerson;
let program: Program | null = null;
let runs = 0;
beforeAll(async () => {
  synapse = await startSynapse();
  anna = await createPlainPerson(synapse, 'anna');
  boris = await createPlainPerson(synapse, 'boris');
});
afterEach(async () => {
  await program?.end('SIGKILL');
  program = null;
});
afterAll(() => synapse.stop());

interface Talk {
  /** @returns the bot's answer */
  say(words: string): Promise<string>;
  /** Sends the number that the last answer gives a label. */
  choose(label: string): Promise<string>;
  send(content: object): Promise<string>;
}

interface Running {
  readonly running: Program;
  readonly folder: string;
  readonly bot: string;
  talk(person: PlainPerson): Promise<Talk>;
}

/** @param settings made when the bot's id is known */
async function start(
  settings: (invited: (person: PlainPerson) => Promise<string>) => Promise<Record<string, string>>,
): Promise<Running> {
  const folder = join(root, `${runs}`);
  const account = await synapse.register(`bot${runs++}`);
  const asBot = createCall(synapse.baseUrl, account.accessToken);
  // What is said before it is in is not for it.
  const invited = async (person: PlainPerson) => {
    const room = await person.invite(account.userId);
    await asBot('POST', `join/${encodeURIComponent(room)}`, {});
    return room;
  };
  const env = {
    MATRIX_HOMESERVER_URL: synapse.baseUrl,
    MATRIX_ACCESS_TOKEN: account.accessToken,
    ...(await settings(invited)),
  };
  const direct = new Map([
    [anna, await invited(anna)],
    [boris, await invited(boris)],
  ]);
  const running = startProgram({ args: ['start'], folder, now: NOW, env });
  program = running;
  await running.seen(/Matrix включён/);
  return {
    running,
    folder,
    bot: account.userId,
    talk: async (person) => {
      const room = direct.get(person) ?? '';
      let last = '';
      const send = async (content: object) => {
        await person.say(room, content);
        last = await person.hear(room, account.userId);
        return last;
      };
      const say = (body: string) => send({ msgtype: 'm.text', body });
      return {
        say,
        send,
        choose: (label) => {
          const [, number] = new RegExp(`^(\\d+)\\. ${label}$`, 'm').exec(last) ?? [];
          if (!number) throw new Error(`no such choice: ${label} in\n${last}`);
          return say(number);
        },
      };
    },
  };
}

test('a place is shared where the town is asked for, and its coordinates stand nowhere', async () => {
  const { folder, talk, running } = await start(async () => ({ LOG_LEVEL: 'debug' }));
  const { say, choose, send } = await talk(anna);
  expect(await say('!report телеграм работает')).toContain('Где вы?');
  expect(await choose('Ближайший город по карте')).toContain('Отправьте своё местоположение');
  const place = { msgtype: 'm.location', body: 'тут', geo_uri: 'geo:56.298765,43.912345;u=20' };
  expect(await send(place)).toContain('Telegram · работает · Нижний Новгород');
  expect(await choose('МТС')).toContain('Telegram: работает · Нижний Новгород, МТС');
  expect(await send({ ...place, geo_uri: 'geo:?' })).toContain('Не похоже на ответ');
  expect(await send({ ...place, geo_uri: 'geo:-33.8688,151.2093' })).toContain('слишком далеко');
  expect(countReports(join(folder, 'data', 'rollcall.db'))).toBe(1);
  await running.end('SIGTERM');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const written = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
  expect(written.length).toBeGreaterThan(2);
  for (const text of [...written, running.output(), running.notices()])
    expect(text).not.toMatch(/56\.298|43\.912|151\.209/);
});

test('what a Telegram person finds in menus and buttons is there by words and numbers', async () => {
  const { folder, talk } = await start(async () => ({}));
  const { say, choose } = await talk(anna);
  expect(await say('привет')).toContain('выберите «Рассказать»');
  expect(await say('!start')).toContain('Всё, что я умею: !help');
  const help = await say('!help');
  for (const name of ['report', 'status', 'retract', 'mydata', 'forget', 'privacy', 'language'])
    expect(help).toContain(`\n!${name}: `);
  expect(help).not.toContain('!purge');
  await say('!language');
  expect(await choose('English')).toContain('English it is');
  expect(await say('whatsapp kazan mts down')).toContain('Noted. WhatsApp: does not work · Kazan, MTS');
  await choose('Correct');
  await choose('Place');
  expect(await say('елабуга')).toContain('Which carrier?');
  expect(await choose('MTS')).toContain('Noted. WhatsApp: does not work · Yelabuga, MTS');
  expect(await say('!mydata')).toMatch(/1 answer of yours is kept.*English/);
  expect(await choose('Erase everything')).toContain('cannot be undone');
  expect(await choose('Yes, erase')).toContain('Erased.');
  expect(countReports(join(folder, 'data', 'rollcall.db'))).toBe(0);
  expect(await say('!mydata')).toContain('О вас ничего не хранится');
});

test('a moderator takes out and brings back by numbers; for others these commands are none', async () => {
  const { talk } = await start(async () => ({ MATRIX_MODERATORS: `boris:${boris.userId}` }));
  const person = await talk(anna);
  const moderator = await talk(boris);
  await person.say('вотсап казань мтс не работает');
  expect(await person.say('!recent')).toContain('Не похоже на ответ');
  expect(await moderator.say('!help')).toContain('\n!purge: снять накрутку: !purge whatsapp казань');
  expect(await moderator.say('!purge')).toContain('!purge whatsapp казань 2ч');
  const [, handle = ''] = /\n(#\w+) · .* · WhatsApp/.exec(await moderator.say('!recent')) ?? [];
  expect(await moderator.choose(`Снять ${handle}`)).toContain('Ответов: 1, людей: 1');
  expect(await moderator.choose('Снять')).toMatch(/Снято, № 1/);
  expect(await moderator.choose('Вернуть')).toContain('Возвращено, № 1. Ответов: 1');
  expect(await moderator.say('!purge whatsapp казань')).toContain('Ответов: 1, людей: 1');
});

test('a room that refuses the digest is told of in the ops room', async () => {
  let digest = '';
  let ops = '';
  const { running, bot } = await start(async (invited) => {
    digest = await invited(anna);
    ops = await invited(boris);
    return { MATRIX_ROOMS: digest, MATRIX_OPS_ROOM: ops };
  });
  await running.advance(60);
  await anna.call('PUT', `rooms/${encodeURIComponent(digest)}/state/m.room.power_levels`, {
    events_default: 50,
  });
  await running.advance(DAY);
  expect(await boris.hear(ops, bot)).toMatch(/Канал .* приостановлен/);
});
