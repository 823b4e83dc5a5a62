// Shows the program on a simulated month: npm run demo
import { run } from './run.js';

run('examples/demo/demo.ts', process.argv.slice(2));
