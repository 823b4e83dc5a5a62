/**
 * What any bot on the SDK has to do before it hears anything: load it, start its crypto on fake-indexeddb, sync.
 * Says `ready` then. Arguments: the homeserver's address, user id, device id, access token.
 */
import 'fake-indexeddb/auto';
import { ClientEvent, createClient, SyncState } from 'matrix-js-sdk';

const [baseUrl = '', userId = '', deviceId = '', accessToken = ''] = process.argv.slice(2);
// The SDK writes a line for each call.
for (const level of ['log', 'info', 'debug', 'warn', 'trace'] as const) console[level] = () => {};

const client = createClient({ baseUrl, userId, deviceId, accessToken });
await client.initRustCrypto();
client.on(ClientEvent.Sync, (state) => {
  if (state === SyncState.Prepared) process.stdout.write('ready\n');
});
await client.startClient({ initialSyncLimit: 1, lazyLoadMembers: true, disablePresence: true });
