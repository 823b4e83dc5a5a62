/**
 * To be imported before the program: at SIGUSR2 the SDK asks the server in STRAY_CALL something, and nobody waits for the
 * answer.
 */
import { MatrixClient } from 'matrix-js-sdk';
import { createDispatcher } from '../../src/transports/dispatcher.ts';
import { createFetch } from '../../src/transports/matrix/http.ts';

const dispatcher = createDispatcher({ proxy: null, connections: 1 });
const fetchFn = createFetch(dispatcher, new AbortController().signal);
process.on('SIGUSR2', () => {
  void new MatrixClient({ baseUrl: String(process.env.STRAY_CALL), fetchFn }).whoami();
});
