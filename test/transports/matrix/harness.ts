import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createEventQueue } from '../../../src/store/event-queue.ts';
import { createIndexedRows } from '../../../src/store/indexed-rows.ts';
import { openKeyFile } from '../../../src/store/key-file.ts';
import { openSealedFile, type SealedFile, sealingKey } from '../../../src/store/sealed-file.ts';
import { createDispatcher } from '../../../src/transports/dispatcher.ts';
import { CHOICES } from '../../../src/transports/matrix/choices.ts';
import { installIndexedDb } from '../../../src/transports/matrix/durable-indexeddb.ts';
import { createMatrix, type Matrix, type MatrixParts } from '../../../src/transports/matrix/matrix.ts';
import type { EventQueue, RawEvent } from '../../../src/transports/matrix/vault.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createCall } from '../../support/matrix-peers/call.ts';
import { createPlainPerson, type PlainPerson } from '../../support/matrix-peers/plain-person.ts';
import { type Fault, type Gate, openGate } from '../../support/synapse/gate.ts';
import type { Account } from '../../support/synapse/registration.ts';
import type { Synapse } from '../../support/synapse/synapse.ts';
import type { Harness, Refusal, Seen } from '../contract.ts';

const NOW = 1_795_244_400;
const FLOOD = { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 40_000 };

/** What the homeserver does instead. */
const FAULTS: Partial<Record<Refusal, Fault>> = {
  'a flood wait that does not end': { status: 429, body: FLOOD, headers: { 'retry-after': '40' } },
  'a fault of the server': { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal server error' } },
  'an answer that is lost': 'reset after',
  'an answer that is none': 'html',
};

/** All that can happen there: nobody can block a bot and keep it in the room. */
export const MATRIX_REFUSALS: readonly Refusal[] = [
  ...(Object.keys(FAULTS) as Refusal[]),
  'a chat that is gone',
  'no right to write there',
  'no connection',
];

export interface Bot {
  readonly transport: Matrix;
  readonly queue: EventQueue;
  /** Lines of its log. */
  readonly log: readonly string[];
}

export interface MatrixHarness extends Harness {
  readonly transport: Matrix;
  readonly gate: Gate;
  readonly person: PlainPerson;
  readonly bot: Account;
  readonly queue: EventQueue;
  readonly log: readonly string[];
  readonly folder: string;
}

let harnesses = 0;

/** A bot's account, its files below a folder, and the transport of each of its runs. */
export async function createRuns(
  baseUrl: string,
  folder: string,
  clock: ManualClock,
  given: Partial<MatrixParts> & Pick<MatrixParts, 'userId'>,
): Promise<{ next(more?: Partial<MatrixParts>): Promise<Bot>; log: string[]; close(): void }> {
  mkdirSync(folder, { recursive: true });
  const keys = await openKeyFile(join(folder, 'key'), clock.now());
  const log: string[] = [];
  let sealed: SealedFile | null = null;
  return {
    log,
    next: async (more = {}) => {
      sealed ??= openSealedFile(join(folder, 'matrix.db'), sealingKey(keys));
      const rows = createIndexedRows(sealed);
      const queue = createEventQueue<RawEvent>(sealed, keys);
      const transport = createMatrix({
        homeserverUrl: baseUrl,
        password: null,
        accessToken: null,
        recoveryKey: null,
        credentialsFile: join(folder, 'matrix.json'),
        openCryptoStore: async () => {
          await installIndexedDb(rows, (error) => {
            // As in the program: what comes after the end was not told to anybody.
            if (sealed) throw error;
          });
        },
        queue,
        dispatcher: createDispatcher({ proxy: null, connections: 10 }),
        rooms: [],
        opsRoom: null,
        moderators: [],
        invites: 'homeserver',
        largestRoom: 1000,
        now: clock.now,
        wait: clock.wait,
        log: { warn: (fields, message) => void log.push(`${message} ${JSON.stringify(fields)}`) },
        ...given,
        ...more,
      });
      return { transport, queue, log };
    },
    close: () => {
      sealed?.close();
      sealed = null;
    },
  };
}

export async function openMatrix(synapse: Synapse, root: string): Promise<MatrixHarness> {
  const number = harnesses++;
  const folder = join(root, `bot${number}`);
  const clock = createManualClock(NOW);
  const gate = await openGate(synapse.baseUrl);
  const bot = await synapse.register(`bot${number}`);
  const person = await createPlainPerson(synapse, `anna${number}`);
  const room = await person.invite(bot.userId);
  const asBot = createCall(synapse.baseUrl, bot.accessToken);
  await asBot('POST', `join/${encodeURIComponent(room)}`, {});

  const runs = await createRuns(gate.baseUrl, folder, clock, {
    userId: bot.userId,
    accessToken: bot.accessToken,
  });
  const held = new Set<number>();
  let losing = false;
  const losable = (queue: EventQueue): EventQueue => ({
    ...queue,
    waiting: (limit, passOver = new Set()) => queue.waiting(limit, new Set([...passOver, ...held])),
    finish: (ids, answers) => {
      if (losing) for (const id of ids) held.add(id);
      queue.finish(losing ? [] : ids, answers);
    },
  });
  const first = await runs.next();
  const queue = losable(first.queue);
  const started = [(await runs.next({ queue })).transport];
  const [transport] = started as [Matrix];
  let saying: Promise<unknown> = Promise.resolve();
  const say = (body: string) => {
    saying = saying.then(() => person.say(room, { msgtype: 'm.text', body }));
  };

  const messages = (): MessageSeen[] => messagesIn(gate, room);
  return {
    transport,
    clock,
    gate,
    person,
    bot,
    queue,
    folder,
    log: runs.log,
    chatId: room,
    secrets: [bot.accessToken, room, person.userId, bot.userId],
    say,
    choose: (label) => {
      const number = (messages().at(-1)?.choices.indexOf(label) ?? -1) + 1;
      say(String(number));
    },
    seen: messages,
    until: gate.until,
    confirmed: () => first.queue.waiting(1).length === 0,
    hang: () => gate.hang(true),
    refuse: async (refusal) => {
      const path = (what: string) => `rooms/${encodeURIComponent(room)}/${what}`;
      const fault = FAULTS[refusal];
      if (refusal === 'no connection') return gate.close(true);
      // The connection stands: what is refused is the message.
      await transport.findChannel(room);
      if (fault) gate.fault((method, url) => (method === 'PUT' && url.includes('/send/') ? fault : null));
      else if (refusal === 'a chat that is gone')
        await person.call('POST', path('kick'), { user_id: bot.userId });
      else await person.call('PUT', path('state/m.room.power_levels'), { events_default: 50 });
    },
    loseConfirmation: async () => {
      losing = true;
    },
    echo: () => {
      const txn = randomBytes(4).toString('hex');
      const content = { msgtype: 'm.text', body: 'its own' };
      void asBot('PUT', `rooms/${encodeURIComponent(room)}/send/m.room.message/${txn}`, content);
    },
    restart: async () => {
      losing = false;
      held.clear();
      gate.fault(null);
      gate.hang(false);
      const next = (await runs.next({ queue })).transport;
      started.push(next);
      return next;
    },
    close: async () => {
      gate.fault(null);
      gate.hang(false);
      for (const one of started) await clock.pass(one.stop());
      await gate.stop();
      runs.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface MessageSeen extends Seen {
  readonly content: Readonly<Record<string, unknown>>;
  readonly eventId: string;
}

/** What of the bot's messages came to a plain room. */
export function messagesIn(gate: Gate, roomId: string): MessageSeen[] {
  const seen = new Map<string, MessageSeen>();
  for (const { method, path, body, answer } of gate.taken) {
    const eventId = (answer as { event_id?: string } | null)?.event_id;
    if (method !== 'PUT' || path[5] !== roomId || path[7] !== 'm.room.message' || !eventId) continue;
    const content = body as Record<string, unknown>;
    if (content.msgtype === 'm.image') continue;
    seen.set(eventId, { ...readMessage(content), content, eventId });
  }
  return [...seen.values()];
}

function readMessage(content: Record<string, unknown>): Seen {
  const lines = String(content.body).split('\n');
  const count = ((content[CHOICES] as unknown[] | undefined) ?? []).length;
  const offered = count === 0 ? [] : lines.splice(-count);
  // An empty line stands between the words and the choices.
  if (count > 0 && lines.at(-1) === '') lines.pop();
  return {
    text: lines.join('\n'),
    styled: [...String(content.formatted_body).matchAll(/<(strong|em|code)>(.*?)<\/\1>/gs)].map(
      ([, , words = '']) => words,
    ),
    choices: offered.map((line) => line.replace(/^\d+\. /, '')),
  };
}
