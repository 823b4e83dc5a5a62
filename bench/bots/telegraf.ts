/** telegraf with the small handler, a row a transaction, not durable. Arguments: the API's address, the database. */
import { Telegraf } from 'telegraf';
import { handleSmall, openSmall } from './small-handler.ts';

const [apiRoot = '', file = ''] = process.argv.slice(2);

const store = openSmall(file, 'NORMAL');
const bot = new Telegraf('1:bench', { telegram: { apiRoot } });
bot.command('report', (context) => {
  const small = handleSmall(context.message.text, context.from.id, context.message.date);
  store.one(small);
  return context.reply(small.reply);
});
await bot.launch();
