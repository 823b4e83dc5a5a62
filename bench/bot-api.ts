/**
 * A Bot API on loopback that costs as little as it can, so that it is never what is measured: plain sockets, one
 * request at a time on each, updates made beforehand. A process of its own.
 *
 * Arguments: how many updates there are, and how long an answer to sendMessage takes, milliseconds. Tells its
 * parent `{ port }`, `{ first: true }` at the first poll, and `{ ms, mostOpen }` when every update is answered.
 */
import { createServer, type Socket } from 'node:net';
import { randomSource } from './statistics.ts';

const [count = 0, latency = 0] = process.argv.slice(2).map(Number);
const PEOPLE = 5000;
const BATCH = 100;
const SERVICES = ['whatsapp', 'telegram', 'signal', 'viber', 'discord'];
const CITIES = ['moscow', 'spb', 'kazan', 'omsk', 'perm', 'ufa'];
const CARRIERS = ['mts', 'megafon', 'beeline', 'tele2'];

const random = randomSource(7);
const pick = <T>(rows: readonly T[]): T => rows[Math.floor(random() * rows.length)] as T;
const now = Math.floor(Date.now() / 1000);
const updates = Array.from({ length: count }, (_, index) => {
  const id = 1000 + Math.floor(random() * PEOPLE);
  const person = { id, first_name: 'User', username: `u${id}` };
  return JSON.stringify({
    update_id: index + 1,
    message: {
      message_id: index + 1,
      from: { ...person, is_bot: false, language_code: 'ru' },
      chat: { ...person, type: 'private' },
      date: now,
      text: `/report ${pick(SERVICES)} ${pick(CITIES)} ${pick(CARRIERS)} down`,
      entities: [{ offset: 0, length: 7, type: 'bot_command' }],
    },
  });
});

const bot = { id: 1, is_bot: true, first_name: 'Bot', username: 'benchbot' };
const ME = JSON.stringify({ ok: true, result: bot });
const SENT = JSON.stringify({
  ok: true,
  result: {
    message_id: 1,
    date: now,
    chat: { id: 1, type: 'private', first_name: 'User' },
    from: bot,
    text: 'x',
  },
});
const NOTHING = '{"ok":true,"result":[]}';
const DONE = '{"ok":true,"result":true}';

let started = 0;
let sent = 0;
let open = 0;
let mostOpen = 0;

function getUpdates(query: string, reply: (body: string) => void): void {
  if (started === 0) {
    started = performance.now();
    process.send?.({ first: true });
  }
  const offset = Number(/offset"?[=:\s]*"?(-?\d+)/.exec(query)?.[1] ?? 0);
  const start = Math.max(0, offset - 1);
  const batch = offset < 0 ? [] : updates.slice(start, start + BATCH);
  if (batch.length > 0) reply(`{"ok":true,"result":[${batch.join(',')}]}`);
  else setTimeout(() => reply(NOTHING), 1000).unref();
}

function sendMessage(reply: (body: string) => void): void {
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  const answer = () => {
    open -= 1;
    sent += 1;
    reply(SENT);
    if (sent === count) process.send?.({ ms: performance.now() - started, mostOpen });
  };
  if (latency > 0) setTimeout(answer, latency);
  else answer();
}

function serve(path: string, body: string, reply: (body: string) => void): void {
  const [place = '', query = ''] = path.split('?');
  const method = place.slice(place.lastIndexOf('/') + 1).toLowerCase();
  if (method === 'sendmessage') sendMessage(reply);
  else if (method === 'getupdates') getUpdates(`${query}${body}`, reply);
  else reply(method === 'getme' ? ME : DONE);
}

function accept(socket: Socket): void {
  let received = '';
  socket.setNoDelay().setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    received += data;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = received.slice(0, end);
    if (/transfer-encoding/i.test(head)) throw new Error('bodies in chunks are not read here');
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const body = received.slice(end + 4);
    received = '';
    serve(head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/')), body, (text) => {
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
        'latin1',
      );
    });
  });
}

const server = createServer(accept);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
