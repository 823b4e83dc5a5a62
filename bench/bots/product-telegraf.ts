/**
 * The whole product behind telegraf: the same domain, store and answers, each update in a transaction of its own.
 * Settings from the environment, as the program takes them.
 */
import type { Update } from 'grammy/types';
import { Telegraf } from 'telegraf';
import { createApp } from '../../src/app.ts';
import { createReader } from '../../src/catalog/reader/reader.ts';
import { createShorthand } from '../../src/catalog/shorthand.ts';
import { SendError } from '../../src/chat/errors.ts';
import type { Transport } from '../../src/chat/transport.ts';
import { openParts } from '../../src/cli/parts.ts';
import { systemClock } from '../../src/clock.ts';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { encodeDoc } from '../../src/transports/telegram/encode.ts';
import { readUpdate } from '../../src/transports/telegram/incoming.ts';

const config = parseConfig(process.env, () => null);
const { stdin: input, stdout: output, stderr: notices } = process;
const { catalog, texts, store } = await openParts(config, { clock: systemClock, input, output, notices });
const shorthand = createShorthand(catalog);

const telegraf: Transport = {
  platform: 'telegram',
  start: async (handle) => {
    const bot = new Telegraf('1:bench', { telegram: { apiRoot: config.telegram?.apiRoot ?? '' } });
    bot.on('message', async (context) => {
      const received = readUpdate(context.update as Update, shorthand, context.me);
      const [doc] = received ? await handle([received.incoming]) : [];
      for (const message of doc ? encodeDoc(doc, shorthand, context.me) : []) {
        // telegraf's types are of an older Bot API than ours.
        await context.telegram.callApi('sendMessage', { chat_id: context.chat.id, ...message } as never);
      }
    });
    bot.launch();
  },
  send: async () => {
    throw new SendError('nothing is sent unasked here', { permanent: true });
  },
  stop: async () => {},
};

await createApp({
  config,
  clock: systemClock,
  log: createLog(config.logLevel, [], notices),
  store,
  catalog,
  reader: createReader(catalog),
  texts,
  transports: [telegraf],
  moderatorName: () => null,
}).start();
