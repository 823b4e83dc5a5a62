/**
 * A bare loop over undici with the small handler, as one would write it in an hour: a row a transaction, not
 * durable, so many answers at once as there are connections, the next poll when all are sent. Arguments: the API's address, the database.
 */
import { Pool } from 'undici';
import { handleSmall, openSmall } from './small-handler.ts';

const [apiRoot = '', file = ''] = process.argv.slice(2);
const CONNECTIONS = Number(process.env.TELEGRAM_CONNECTIONS);

interface Update {
  update_id: number;
  message: { text: string; date: number; from: { id: number } };
}

const store = openSmall(file, 'NORMAL');
const pool = new Pool(apiRoot, { connections: CONNECTIONS + 1, pipelining: 1 });
const headers = { 'content-type': 'application/json' };

async function call(method: string, payload: object): Promise<{ result: Update[] }> {
  const path = `/bot1:bench/${method}`;
  const { body } = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(payload) });
  return (await body.json()) as { result: Update[] };
}

async function answer({ message }: Update): Promise<void> {
  const small = handleSmall(message.text, message.from.id, message.date);
  store.one(small);
  await call('sendMessage', { chat_id: message.from.id, text: small.reply });
}

for (let offset = 0; ; ) {
  const { result } = await call('getUpdates', { offset, limit: 100, timeout: 30 });
  const waiting = result.values();
  const worker = async () => {
    for (const update of waiting) await answer(update);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  offset = (result.at(-1)?.update_id ?? offset - 1) + 1;
}
