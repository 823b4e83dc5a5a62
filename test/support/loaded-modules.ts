/** To be imported before the program: at its end it writes the address of each module that was loaded, a line each. */
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => process.stdout.write(`${loaded.join('\n')}\n`));
