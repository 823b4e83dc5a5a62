/** Our transport with the small handler: one durable commit a batch. Arguments: the API's address, the database. */
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createShorthand } from '../../src/catalog/shorthand.ts';
import { textDoc } from '../../src/chat/doc.ts';
import { systemClock } from '../../src/clock.ts';
import { createDispatcher } from '../../src/transports/dispatcher.ts';
import { createTelegram } from '../../src/transports/telegram/telegram.ts';
import { handleSmall, openSmall } from './small-handler.ts';

const [apiRoot = '', file = ''] = process.argv.slice(2);
const connections = Number(process.env.TELEGRAM_CONNECTIONS) + 1;

const store = openSmall(file, 'FULL');
const telegram = createTelegram({
  token: '1:bench',
  apiRoot,
  throughProxy: false,
  dispatcher: createDispatcher({ proxy: null, connections }),
  shorthand: createShorthand(loadCatalog()),
  wait: systemClock.wait,
  log: { warn: (_, message) => process.stderr.write(`${message}\n`) },
});
await telegram.start(async (batch) => {
  const done = batch.map(({ text, userId, at }) => handleSmall(text, Number(userId), at ?? 0));
  store.group(done);
  return done.map(({ reply }) => textDoc(reply));
});
