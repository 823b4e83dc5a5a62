// Makes what the tests of Matrix run on, and nothing when it is there. Plain JavaScript for any Node from 20 on.
import { installSynapse } from './synapse.js';

const reason = installSynapse();
if (reason) {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
