import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createReader } from '../../src/catalog/reader/reader.ts';
import { temporaryFolder } from '../support/folder.ts';
import { createSdkPeer, type Peer } from '../support/matrix-peers/peer.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';
import { countReports } from '../support/rows.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';

/** `npm run bench:kills` asks for 20 and prints the figures. */
const KILLS = Number(process.env.MATRIX_KILLS ?? 3);
/** Milliseconds between two messages of the peer, and the longest time that the bot lives once it is ready. */
const EVERY = 500;
const LONGEST_LIFE = 2500;

const folder = temporaryFolder();
let synapse: Synapse;
let program: RealProgram | null = null;
let peer: Peer | null = null;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(async () => {
  await program?.end('SIGKILL');
  await peer?.stop();
  await synapse.stop();
});

/** Lines that the bot answers each with words of its own, and the words. */
function lines(): { say: string; answer: string }[] {
  const catalog = loadCatalog();
  const reader = createReader(catalog);
  const names = new Map<string, number>();
  for (const { name } of catalog.cities) names.set(name.ru, (names.get(name.ru) ?? 0) + 1);
  return catalog.cities.flatMap(({ id, name }) => {
    const say = `вотсап ${name.ru} мтс работает`;
    const { city, carrier, outcome } = reader.read(say) ?? {};
    const clear = city === id && carrier === 'mts' && outcome === 'works' && names.get(name.ru) === 1;
    return clear ? [{ say, answer: `WhatsApp: работает · ${name.ru}, МТС` }] : [];
  });
}

test(`${KILLS} kills in an encrypted room: each message is answered once, and the keys stay the same`, async () => {
  const bot = await synapse.register('killed');
  const account = await synapse.register('poster');
  const home = join(folder, 'bot');
  const begin = async () => {
    const began = performance.now();
    const next = startRealProgram(home, {
      MATRIX_HOMESERVER_URL: synapse.baseUrl,
      MATRIX_USER_ID: bot.userId,
      MATRIX_PASSWORD: bot.password,
    });
    program = next;
    await next.seen(/Matrix включён/);
    return { next, took: performance.now() - began };
  };
  const identity = () => {
    const { deviceId, deviceKeys } = JSON.parse(readFileSync(join(home, 'keys', 'matrix.json'), 'utf8'));
    return JSON.stringify({ deviceId, deviceKeys });
  };

  let { next } = await begin();
  const poster = await createSdkPeer(synapse, account, { onlySigned: true });
  peer = poster;
  const room = await poster.openDirect(bot.userId, { encrypted: true });
  const identities = new Set([identity()]);

  const all = lines();
  const said: (typeof all)[number][] = [];
  let posting = true;
  const posts = (async () => {
    for (const line of all) {
      if (!posting) return;
      await poster.say(room, line.say);
      said.push(line);
      await sleep(EVERY);
    }
  })();

  let output = '';
  const starts: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(Math.random() * LONGEST_LIFE);
    await next.end('SIGKILL');
    output += next.output();
    const again = await begin();
    next = again.next;
    starts.push(again.took);
    identities.add(identity());
  }
  posting = false;
  await posts;
  await poster.say(room, '!privacy');
  const isBot = ({ sender }: { sender: string }) => sender === bot.userId;
  const bodies = () =>
    poster
      .received()
      .filter(isBot)
      .map(({ content }) => String(content.body));
  const isThere = ({ answer }: (typeof all)[number]) => bodies().some((body) => body.includes(answer));
  // What does not come within the peer's patience shows in the figures.
  for (let tries = 0; tries < 3 && !said.every(isThere); tries++)
    await poster.until(() => said.every(isThere)).catch(() => {});
  const counts = said.map(({ answer }) => bodies().filter((body) => body.includes(answer)).length);
  const figures = {
    kills: KILLS,
    messages: said.length,
    answeredOnce: counts.filter((count) => count === 1).length,
    undecryptable: poster.received().filter(({ secrecy }) => secrecy === 'undecryptable').length,
    keyConflicts: (output + next.output()).match(/knows other keys/g)?.length ?? 0,
    identities: identities.size,
    reports: countReports(join(home, 'data', 'rollcall.db')),
    startMs: Math.round(starts.sort((a, b) => a - b)[Math.floor(starts.length / 2)] ?? 0),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(await next.end('SIGTERM')).toBe(0);
  expect(figures.messages).toBeGreaterThan(KILLS);
  expect(figures).toMatchObject({
    messages: figures.answeredOnce,
    reports: figures.answeredOnce,
    undecryptable: 0,
    keyConflicts: 0,
    identities: 1,
  });

  const canaries = [room, account.userId, bot.userId.slice(1), 'poster', 'Казань', 'вотсап'];
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files
    .filter(({ name }) => name !== 'matrix.json')
    .map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name)).toString('latin1') }));
  const readable = (word: string) =>
    bytes.filter(({ text }) => text.includes(Buffer.from(word).toString('latin1'))).map(({ name }) => name);
  // The control: what stands in the tables of the plain database is found.
  expect(readable('CREATE TABLE')).toContain('rollcall.db');
  expect(canaries.flatMap(readable)).toEqual([]);
  expect(canaries.filter((word) => output.includes(word))).toEqual([]);
}, 600_000);
