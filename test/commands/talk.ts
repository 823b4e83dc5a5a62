import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createReader } from '../../src/catalog/reader/reader.ts';
import { createShorthand } from '../../src/catalog/shorthand.ts';
import type { Choice, Doc } from '../../src/chat/doc.ts';
import { SendError } from '../../src/chat/errors.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { createInbox } from '../../src/commands/inbox.ts';
import { createConversation } from '../../src/commands/table.ts';
import { createCorrecting } from '../../src/digest/corrections.ts';
import { createDigests } from '../../src/digest/digest.ts';
import type { DayResult } from '../../src/domain/result.ts';
import { createTexts } from '../../src/locales/texts.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { renderDoc } from '../../src/transports/console.ts';
import { encodeDoc as encodeForMatrix } from '../../src/transports/matrix/encode.ts';
import { encodeDoc } from '../../src/transports/telegram/encode.ts';

/** 2026-11-21 11:00 UTC, two o'clock in Moscow. */
export const NOW = 1_795_258_800;

const catalog = loadCatalog();
const reader = createReader(catalog);
const texts = createTexts();
const shorthand = createShorthand(catalog);

/** One person's chat with the bot: the real commands over a real database. */
export interface Talk {
  /** @returns what the bot answers. */
  say(text: string): Promise<Doc>;
  /** Presses the choice of the last answer that has this label. */
  press(label: string): Promise<Doc>;
  share(lat: number, lon: number): Promise<Doc>;
  /** @returns what the bot says of itself, of what it was asked to look after. */
  told(): Promise<Doc>;
}

export interface Conversations {
  readonly store: Store;
  /** Moves the clock. */
  pass(seconds: number): void;
  /** Forgets all that is only in memory, as a restart does. */
  restart(): void;
  talk(person: string, language: string, platform?: string): Talk;
}

/** No chat is known where a test knows of none. */
function missing(): string {
  throw new SendError('no such chat', { permanent: true, obstacle: 'unknown' });
}

/** @param folder for the database; each call makes its own in it */
export async function openConversations(
  folder: string,
  options: {
    today?: DayResult;
    usual?: Record<string, string[]>;
    moderator?: string;
    findChannel?: (platform: string, name: string) => string;
  } = {},
): Promise<Conversations> {
  const own = mkdtempSync(join(folder, 'talk-'));
  let now = NOW;
  const errands: { chatId: string; work: () => Promise<Doc> }[] = [];
  let keys = 0;
  const store = await openStore({
    file: join(own, 'data', 'rollcall.db'),
    keyFile: join(own, 'keys', 'rollcall.key'),
    catalog,
    now,
  });
  const digests = createDigests({
    store,
    catalog,
    texts,
    k: 5,
    send: async () => '1',
    alert: async () => {},
    pictureFailed: () => {},
    repeatable: () => false,
  });
  const open = () => {
    const { people, reports, purges, channels, deliveries, results, news, database, handled } = store;
    const conversation = createConversation({
      catalog,
      reader,
      texts,
      people,
      reports,
      purges,
      channels,
      findChannel: async (platform, name) => (options.findChannel ?? missing)(platform, name),
      later: (_platform, chatId, work) => void errands.push({ chatId, work }),
      deliveries,
      results,
      news,
      correcting: createCorrecting(store, digests.partFor),
      language: 'ru',
      zone: 'Europe/Moscow',
      digestAt: '09:00',
      k: 5,
      moderatorName: (_, id) => (id === options.moderator ? 'olga' : null),
      today: () => options.today ?? null,
      usualCarriers: (city) => options.usual?.[city] ?? [],
      openSince: () => now - 86_400,
      erased: () => {},
      isOpsChat: () => false,
      repost: () => {},
      corrected: () => {},
      showDay: digests.showDay,
    });
    return createInbox({
      database,
      handled,
      answer: conversation.answer,
      textFor: (language) => texts.in(texts.choose(language, 'ru')),
      now: () => now,
      failed: (error) => {
        throw error;
      },
    });
  };
  let handle = open();

  return {
    store,
    pass: (seconds) => {
      now += seconds;
    },
    restart: () => {
      handle = open();
    },
    talk: (person, language, platform = 'telegram') => {
      let choices: Choice[] = [];
      const send = async (changes: Partial<Incoming>): Promise<Doc> => {
        keys += 1;
        const incoming: Incoming = {
          platform,
          key: String(keys),
          chatId: person,
          chat: 'private',
          userId: person,
          language,
          at: now,
          text: '',
          forwarded: false,
          canShareLocation: platform !== 'console',
          ...changes,
        };
        const [doc] = await handle([incoming]);
        if (!doc) throw new Error('no answer');
        choices = (doc.choices ?? []).flat();
        return doc;
      };
      return {
        say: (text) => send({ text }),
        told: async () => {
          const errand = errands.shift();
          if (errand?.chatId !== person) throw new Error('nothing is to be told here');
          const doc = await errand.work();
          choices = (doc.choices ?? []).flat();
          return doc;
        },
        share: (lat, lon) => send({ location: { lat, lon } }),
        press: (label) => {
          const choice = choices.find((one) => one.label === label);
          if (!choice) throw new Error(`no such choice: ${label} among ${choices.map((one) => one.label)}`);
          return send({ text: choice.command, at: null });
        },
      };
    },
  };
}

/** @returns the answer as it stands on that platform's screen. */
export function seenOn(platform: 'telegram' | 'matrix' | 'console', doc: Doc): string {
  if (platform === 'console') return renderDoc(doc);
  if (platform === 'matrix')
    return encodeForMatrix(doc, 'm.text', '@rollcall:example.org')
      .map(({ body }) => body)
      .join('\n---\n');
  const messages = encodeDoc(doc, shorthand, 'rollcall_bot').map(({ text, reply_markup: markup }) => {
    const rows = markup && ('keyboard' in markup ? markup.keyboard : markup.inline_keyboard);
    const labels = (row: readonly (string | { text: string })[]) =>
      row.map((button) => `[${typeof button === 'string' ? button : button.text}]`).join(' ');
    return [text, ...(rows ?? []).map(labels)].join('\n');
  });
  return messages.join('\n---\n');
}
