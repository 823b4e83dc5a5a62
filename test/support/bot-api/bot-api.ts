import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Entity, KeptText } from './kept-text.ts';
import { checkCaption, checkCommands, checkMessage, checkRequests, type Fields, Refusal } from './rules.ts';

/** A message that the bot sent, as it stands now. */
export interface Sent {
  readonly chatId: number;
  readonly messageId: number;
  text: string;
  entities: readonly Entity[];
  /** Labels and data of the buttons, rows joined. */
  buttons: { text: string; callback_data?: string; url?: string }[];
  edits: number;
  photo: boolean;
  /** The message that it replies to. */
  readonly under: number | null;
  /** Nobody's telephone rings. */
  readonly silent: boolean;
  readonly linkPreview: boolean;
}

/** What a call comes to instead of an answer; the message is taken or not. */
export type Fault =
  /** Served as usual: the fault comes to a later call. */
  | 'pass'
  | 'hang'
  | 'reset before'
  | 'reset after'
  | 'html'
  | { code: number; description: string; retryAfter?: number };

interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  name?: string;
  /** The bot's standing there. */
  bot: 'member' | 'administrator' | 'poster' | 'kicked' | 'blocked' | 'outsider';
  /** Its members may not write. */
  silent?: boolean;
  movedTo?: number;
}

interface Poll {
  readonly answer: (updates: object[]) => void;
  readonly end: () => void;
}

/** Telegram's words for the bot's standing. */
const STATUS: Readonly<Record<Chat['bot'], string>> = {
  member: 'member',
  administrator: 'administrator',
  poster: 'administrator',
  kicked: 'kicked',
  blocked: 'kicked',
  outsider: 'left',
};

/** How every PNG begins, each byte one character. */
const PNG = '\x89PNG';

const BOT = { id: 777, is_bot: true, first_name: 'Rollcall', username: 'rollcall_test_bot' };

/** Telegram's Bot API on loopback, strict where Telegram is strict, with a person's side for tests. */
export interface BotApi {
  readonly root: string;
  readonly token: string;
  readonly sent: readonly Sent[];
  /** Names of the methods that were called, in order; polls left out. */
  readonly called: readonly string[];
  /** How many polls came in. */
  readonly polls: number;
  /** Updates below it were confirmed. */
  readonly confirmed: number;
  /** How many updates are not confirmed yet. */
  readonly waiting: number;
  /** How many connections were made to it. */
  readonly connections: number;
  readonly menus: ReadonlyMap<string, readonly { command: string }[]>;
  addChat(chat: Chat): void;
  /** A person writes to the bot in private. */
  say(userId: number, text: string, extra?: object): number;
  /** A person writes in a group. */
  sayIn(chatId: number, userId: number, text: string, extra?: object): number;
  /** A person presses a button of the newest message that has it. */
  press(userId: number, label: string): number;
  pressData(userId: number, data: string): number;
  /** A person presses a button of the newest message of a group that has it. */
  pressIn(chatId: number, userId: number, label: string): number;
  /** Puts an update into the queue as it is, an old one too. @returns its number. */
  push(update: object): number;
  /** The next calls of a method, or to a chat, come to these. */
  fault(where: string | number, ...faults: Fault[]): void;
  /** Every call comes to this; null ends all faults. */
  faultAll(fault: Fault | null): void;
  /** Nobody listens at the port, until it is taken back. */
  blackout(on: boolean): Promise<void>;
  /** A poll has been open for its whole time: it is answered with nothing. */
  endPoll(): void;
  /** Resolves when it holds; looked at after every call. */
  until(condition: () => boolean): Promise<void>;
  /** What the bot last said in a chat. */
  last(chatId: number): Sent;
  stop(): Promise<void>;
}

export async function startBotApi({ latencyMs = 0 } = {}): Promise<BotApi> {
  const token = `${BOT.id}:TESTTOKEN-abcdefghijklmnopqrstuvw`;
  const sent: Sent[] = [];
  const called: string[] = [];
  const menus = new Map<string, readonly { command: string }[]>();
  const chats = new Map<number, Chat>();
  const faults = new Map<string, Fault[]>();
  let everywhere: Fault | null = null;
  const watchers = new Set<() => void>();
  const state = { polls: 0, confirmed: 0, connections: 0, nextUpdate: 1, nextMessage: 1 };
  let queue: { update_id: number }[] = [];
  /** Kinds of updates that the bot asked for; null for all. Holds for updates that come later. */
  let wanted: readonly string[] | null = null;
  let poll: Poll | null = null;

  const chatFor = (id: unknown): Chat => {
    const key =
      typeof id === 'string' && id.startsWith('@')
        ? [...chats.values()].find((chat) => chat.name === id)?.id
        : Number(id);
    const chat = chats.get(key ?? Number.NaN);
    if (!chat) throw new Refusal(400, 'Bad Request: chat not found');
    if (chat.movedTo !== undefined) {
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: chat.movedTo,
      });
    }
    return chat;
  };

  const writable = (id: unknown): Chat => {
    const chat = chatFor(id);
    if (chat.bot === 'blocked') throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (chat.bot === 'kicked') throw new Refusal(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
    if (chat.type === 'channel' && chat.bot !== 'poster')
      throw new Refusal(400, 'Bad Request: need administrator rights in the channel chat');
    return chat;
  };

  const keep = (chat: Chat, fields: Fields, kept: KeptText, photo: boolean): object => {
    const under = repliedTo(chat, fields);
    const preview = fields.link_preview_options as { is_disabled?: boolean } | undefined;
    const message: Sent = {
      chatId: chat.id,
      messageId: state.nextMessage++,
      ...kept,
      buttons: buttonsOf(fields),
      edits: 0,
      photo,
      under,
      silent: String(fields.disable_notification) === 'true',
      linkPreview: preview?.is_disabled !== true,
    };
    sent.push(message);
    return {
      message_id: message.messageId,
      date: 0,
      chat: { id: chat.id, type: chat.type },
      from: BOT,
      text: kept.text,
    };
  };

  const repliedTo = (chat: Chat, { reply_parameters: reply }: Fields): number | null => {
    if (reply === undefined) return null;
    const { message_id, allow_sending_without_reply: orAlone } =
      typeof reply === 'string'
        ? JSON.parse(reply)
        : (reply as { message_id: number; allow_sending_without_reply?: boolean });
    if (sent.some((one) => one.chatId === chat.id && one.messageId === message_id)) return message_id;
    if (orAlone) return null;
    throw new Refusal(400, 'Bad Request: message to be replied not found');
  };

  const buttonsOf = (fields: Fields): Sent['buttons'] => {
    const markup = fields.reply_markup as Partial<Record<string, Sent['buttons'][]>> | undefined;
    return (markup?.inline_keyboard ?? markup?.keyboard ?? []).flat();
  };

  const methods: Record<string, (fields: Fields) => unknown> = {
    getMe: () => BOT,
    sendMessage: (fields) => {
      const chat = writable(fields.chat_id);
      checkRequests(fields, chat.type === 'private');
      return keep(chat, fields, checkMessage(fields), false);
    },
    sendPhoto: (fields) => {
      const caption = checkCaption(fields.caption);
      if (fields.photo === undefined) throw new Refusal(400, 'Bad Request: there is no photo in the request');
      if (!String(fields.photo).startsWith(PNG)) throw new Refusal(400, 'Bad Request: IMAGE_PROCESS_FAILED');
      return keep(writable(fields.chat_id), fields, caption, true);
    },
    editMessageText: (fields) => {
      const chat = writable(fields.chat_id);
      const kept = checkMessage(fields);
      if ((fields.reply_markup as { keyboard?: unknown } | undefined)?.keyboard)
        throw new Refusal(400, 'Bad Request: inline keyboard expected');
      const buttons = buttonsOf(fields);
      const message = sent.find(
        (one) => one.chatId === chat.id && one.messageId === Number(fields.message_id),
      );
      if (!message) throw new Refusal(400, 'Bad Request: message to edit not found');
      const now = { text: message.text, entities: message.entities, buttons: message.buttons };
      if (JSON.stringify(now) === JSON.stringify({ ...kept, buttons })) {
        throw new Refusal(
          400,
          'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
        );
      }
      Object.assign(message, kept, { buttons, edits: message.edits + 1 });
      return true;
    },
    answerCallbackQuery: () => true,
    setMyCommands: (fields) => {
      checkCommands(fields);
      const scope = fields.scope as { chat_id?: unknown } | undefined;
      menus.set(
        `${fields.language_code} ${scope?.chat_id ?? 'everybody'}`,
        fields.commands as { command: string }[],
      );
      return true;
    },
    getChat: (fields) => {
      const { id, type, bot, silent = false } = chatFor(fields.chat_id);
      if (bot === 'kicked') throw new Refusal(403, `Forbidden: bot was kicked from the ${type} chat`);
      return { id, type, permissions: { can_send_messages: !silent } };
    },
    getChatMember: (fields) => {
      const { bot, type } = chatFor(fields.chat_id);
      if (type === 'channel' && bot !== 'poster' && bot !== 'administrator')
        throw new Refusal(400, 'Bad Request: member list is inaccessible');
      const status = STATUS[bot];
      return { status, user: BOT, ...(type === 'channel' && { can_post_messages: bot === 'poster' }) };
    },
  };

  const respond = (response: ServerResponse, code: number, body: object): void => {
    const text = JSON.stringify(body);
    response.writeHead(code, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  };

  const refuse = (response: ServerResponse, code: number, description: string, parameters?: object): void =>
    respond(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });

  const servePoll = (fields: Fields, response: ServerResponse): void => {
    // The newer request wins, and the older one is told so.
    poll?.end();
    poll = null;
    const offset = Number(fields.offset ?? 0);
    const limit = Number(fields.limit ?? 100);
    wanted = (fields.allowed_updates as string[] | undefined) ?? wanted;
    queue = queue.filter(({ update_id }) => update_id >= offset);
    state.confirmed = Math.max(state.confirmed, offset);
    const ready = queue.slice(0, Math.min(limit, 100));
    if (ready.length > 0) return void respond(response, 200, { ok: true, result: ready });
    const mine: Poll = {
      answer: (updates) => respond(response, 200, { ok: true, result: updates.slice(0, limit) }),
      end: () =>
        refuse(
          response,
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
    };
    poll = mine;
    response.on('close', () => {
      if (poll === mine) poll = null;
    });
  };

  const serveFault = (
    fault: Exclude<Fault, 'pass'>,
    request: IncomingMessage,
    response: ServerResponse,
    accept: () => unknown,
  ): void => {
    if (fault === 'hang') return;
    if (fault === 'reset after') accept();
    if (fault === 'reset after' || fault === 'reset before') return void request.socket.destroy();
    if (fault === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
    refuse(
      response,
      fault.code,
      fault.description,
      fault.retryAfter === undefined ? undefined : { retry_after: fault.retryAfter },
    );
  };

  const faultFor = (method: string, chatId: unknown): Fault | undefined =>
    everywhere ?? faults.get(method)?.shift() ?? faults.get(String(chatId))?.shift();

  const serveMethod = (accept: () => unknown, response: ServerResponse): void => {
    try {
      const result = accept();
      const answer = () => respond(response, 200, { ok: true, result });
      if (latencyMs > 0) setTimeout(answer, latencyMs);
      else answer();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error.code, error.message, error.parameters);
    }
  };

  const serve = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const run = methods[method];
    const fields = fieldsOf(request, body);
    const fault = faultFor(method, fields.chat_id);
    if (method === 'getUpdates') state.polls += 1;
    else called.push(method);
    if (given !== token) refuse(response, 401, 'Unauthorized');
    else if (fault && fault !== 'pass') serveFault(fault, request, response, () => run?.(fields));
    else if (method === 'getUpdates') servePoll(fields, response);
    else if (run) serveMethod(() => run(fields), response);
    else refuse(response, 404, 'Not Found');
  };

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      serve(request, response, Buffer.concat(chunks));
      for (const watch of watchers) watch();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', () => {
    state.connections += 1;
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;

  const push = (fields: object): number => {
    const full = { update_id: state.nextUpdate, ...fields };
    state.nextUpdate = Math.max(state.nextUpdate, full.update_id) + 1;
    const kind = Object.keys(fields).find((key) => key !== 'update_id') ?? '';
    if (wanted === null || wanted.includes(kind)) queue.push(full);
    // Whatever is put in during one turn comes in one batch.
    setImmediate(() => {
      const open = poll;
      if (!open || queue.length === 0) return;
      poll = null;
      open.answer(queue.slice(0, 100));
    });
    return full.update_id;
  };

  const person = (id: number) => ({
    id,
    is_bot: false,
    first_name: `Имя${id}`,
    username: `user${id}`,
    language_code: 'ru',
  });
  // Later than any clock: the bot takes it for now, whatever time its own clock shows.
  const date = () => Number.MAX_SAFE_INTEGER;
  const say = (userId: number, text: string, extra: object = {}): number => {
    if (!chats.has(userId)) chats.set(userId, { id: userId, type: 'private', bot: 'member' });
    const chat = { id: userId, type: 'private', first_name: `Имя${userId}` };
    return push({
      message: { message_id: state.nextMessage++, from: person(userId), chat, date: date(), text, ...extra },
    });
  };
  const pushPress = (chat: Pick<Chat, 'id' | 'type'>, userId: number, data: string): number => {
    const message = sent.findLast((one) => one.chatId === chat.id);
    return push({
      callback_query: {
        id: `q${state.nextUpdate}`,
        from: person(userId),
        chat_instance: '1',
        data,
        message: { message_id: message?.messageId ?? 1, date: 1, chat },
      },
    });
  };
  const pressData = (userId: number, data: string): number =>
    pushPress({ id: userId, type: 'private' }, userId, data);
  const buttonIn = (chatId: number, label: string): string => {
    const message = sent.findLast((one) => one.chatId === chatId);
    const button = message?.buttons.find(({ text }) => text === label);
    if (!button?.callback_data) throw new Error(`no button ${label}`);
    return button.callback_data;
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = () => {
        if (!condition()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });

  return {
    root: `http://127.0.0.1:${port}`,
    token,
    sent,
    called,
    menus,
    get polls() {
      return state.polls;
    },
    get confirmed() {
      return state.confirmed;
    },
    get waiting() {
      return queue.length;
    },
    get connections() {
      return state.connections;
    },
    addChat: (chat) => void chats.set(chat.id, chat),
    say,
    sayIn: (chatId, userId, text, extra = {}) =>
      push({
        message: {
          message_id: state.nextMessage++,
          from: person(userId),
          chat: { id: chatId, type: chats.get(chatId)?.type, title: 'Группа' },
          date: date(),
          text,
          ...extra,
        },
      }),
    press: (userId, label) => pressData(userId, buttonIn(userId, label)),
    pressData,
    pressIn: (chatId, userId, label) => {
      const type = chats.get(chatId)?.type ?? 'supergroup';
      return pushPress({ id: chatId, type }, userId, buttonIn(chatId, label));
    },
    push,
    fault: (where, ...list) =>
      void faults.set(String(where), [...(faults.get(String(where)) ?? []), ...list]),
    faultAll: (fault) => {
      everywhere = fault;
      if (fault === null) faults.clear();
    },
    blackout: (on) => (on ? close() : listen(port)),
    endPoll: () => {
      poll?.answer([]);
      poll = null;
    },
    until,
    last: (chatId) => {
      const message = sent.findLast((one) => one.chatId === chatId);
      if (!message) throw new Error(`nothing was sent to ${chatId}`);
      return message;
    },
    stop: async () => {
      if (server.listening) await close();
    },
  };
}

function fieldsOf(request: IncomingMessage, body: Buffer): Fields {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const names = [
      ...body
        .toString('latin1')
        .matchAll(/name="(\w+)"(?:; filename="[^"]*")?\r\n(?:content-type: [^\r]+\r\n)?\r\n([^\r]*)/gi),
    ];
    const words = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
    return Object.fromEntries(
      names.map(([, name = '', bytes = '']) => [name, name === 'photo' ? bytes : words(bytes)]),
    );
  }
  return body.length > 0 ? JSON.parse(body.toString('utf8')) : {};
}
