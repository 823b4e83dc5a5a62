/**
 * A person's client on matrix-js-sdk, in a process of its own, since the SDK's timers outlive it by minutes. Speaks
 * the lines of protocol.ts; ends with its standard input.
 */
import { createInterface } from 'node:readline';
import {
  ClientEvent,
  MatrixClient,
  type MatrixEvent,
  MatrixEventEvent,
  MemoryStore,
  RoomEvent,
  SyncState,
} from 'matrix-js-sdk';
import {
  AllDevicesIsolationMode,
  OnlySignedDevicesIsolationMode,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { logger } from 'matrix-js-sdk/lib/logger.js';
import type { PeerSettings, Report, Request, Secrecy } from './protocol.ts';

const { PEER_SERVER, PEER_USER, PEER_DEVICE, PEER_TOKEN, PEER_ONLY_SIGNED } =
  process.env as unknown as PeerSettings;

const report = (line: Report) => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Standard output is for the lines. The type hides that it is a logger of loglevel. */
const sdkLog = logger as unknown as {
  methodFactory: () => () => void;
  setLevel(level: string, keep: boolean): void;
};
sdkLog.methodFactory = () => () => {};
sdkLog.setLevel('silent', false);

const client = new MatrixClient({
  baseUrl: PEER_SERVER,
  userId: PEER_USER,
  deviceId: PEER_DEVICE,
  accessToken: PEER_TOKEN,
  store: new MemoryStore(),
  disableVoip: true,
});

function secrecyOf(event: MatrixEvent): Secrecy {
  if (!event.isEncrypted()) return 'plain';
  return event.isDecryptionFailure() ? 'undecryptable' : 'decrypted';
}

/** As it was sent, before any edit; a relation stands outside of what is encrypted. */
function contentOf(event: MatrixEvent): Record<string, unknown> {
  const { 'm.relates_to': relation } = event.getWireContent();
  return { ...event.getOriginalContent(), ...(relation && { 'm.relates_to': relation }) };
}

async function hear(event: MatrixEvent): Promise<void> {
  const [eventId, roomId, sender] = [event.getId(), event.getRoomId(), event.getSender()];
  // An own event that is on its way only.
  if (!eventId?.startsWith('$') || !roomId || !sender) return;
  await client.decryptEventIfNeeded(event);
  const reason = event.decryptionFailureReason;
  report({
    heard: {
      eventId,
      roomId,
      sender,
      type: event.getType(),
      stateKey: event.getStateKey() ?? null,
      content: contentOf(event),
      secrecy: secrecyOf(event),
      ...(reason && { reason }),
    },
  });
}

/** Resolves once the client knows the room. */
async function known(roomId: string): Promise<void> {
  if (client.getRoom(roomId)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => client.getRoom(roomId) && resolve();
  client.on(ClientEvent.Sync, look);
  await promise;
  client.off(ClientEvent.Sync, look);
}

async function answer({ id, send: { roomId, type, content } }: Request): Promise<void> {
  try {
    await known(roomId);
    const { event_id } = await client.sendEvent(roomId, type as never, content as never);
    report({ id, eventId: event_id });
  } catch (error) {
    report({ id, error: String(error) });
  }
}

// One after another: what is said first is sent first.
let answered = Promise.resolve();
createInterface({ input: process.stdin })
  .on('line', (line) => {
    answered = answered.then(() => answer(JSON.parse(line)));
  })
  .on('close', () => process.exit(0));

await client.initRustCrypto({ useIndexedDB: false });
const crypto = client.getCrypto();
if (!crypto) throw new Error('the SDK has no crypto');
crypto.setDeviceIsolationMode(
  PEER_ONLY_SIGNED ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false),
);
client.on(RoomEvent.Timeline, (event) => void hear(event));
client.on(RoomEvent.LocalEchoUpdated, (event) => void hear(event));
client.on(MatrixEventEvent.Decrypted, (event) => void hear(event));
const synced = Promise.withResolvers<void>();
client.on(ClientEvent.Sync, (state) => state === SyncState.Syncing && synced.resolve());
await client.startClient({ initialSyncLimit: 100 });
await synced.promise;
// The first upload of the keys asks for no password.
await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (upload) => upload(null).then(() => {}) });
report({ ready: true });
