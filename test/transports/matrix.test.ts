import { afterAll, beforeAll } from '@jest/globals';
import { LONGEST_MESSAGE } from '../../src/transports/matrix/encode.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Synapse, startSynapse } from '../support/synapse/synapse.ts';
import { unrefLongTimers } from '../support/unref-timers.ts';
import { describeContract } from './contract.ts';
import { MATRIX_REFUSALS, openMatrix } from './matrix/harness.ts';

unrefLongTimers();
const folder = temporaryFolder();
let synapse: Synapse;
beforeAll(async () => {
  synapse = await startSynapse();
});
afterAll(() => synapse.stop());

describeContract({
  name: 'Matrix',
  limit: LONGEST_MESSAGE,
  keepsUpdates: true,
  echoes: true,
  refusals: MATRIX_REFUSALS,
  open: () => openMatrix(synapse, folder),
});
