import { fileURLToPath } from 'node:url';
import { synapsePython } from '../synapse/python.ts';
import type { Account } from '../synapse/registration.ts';
import { type Call, createCall } from './call.ts';
import { type ClientProcess, startClientProcess } from './client-process.ts';
import type { Heard, PeerSettings } from './protocol.ts';

const NIO = fileURLToPath(new URL('./nio_peer.py', import.meta.url));
const SDK = fileURLToPath(new URL('./sdk-peer-main.ts', import.meta.url));

/** Where a peer is at home. */
export interface Server {
  readonly baseUrl: string;
}

export interface RoomOptions {
  readonly encrypted?: boolean;
  /** User ids. */
  readonly invite?: readonly string[];
  /** More of what `POST createRoom` takes. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Somebody on Matrix with a client that is not ours. */
export interface Peer extends ClientProcess {
  readonly userId: string;
  /** The client-server API as this person: for what no method is here. */
  readonly call: Call;
  /** @returns the room's id */
  createRoom(options?: RoomOptions): Promise<string>;
  /** A direct chat. @returns the room's id, once the other has joined and this client knows it */
  openDirect(userId: string, options?: { encrypted?: boolean }): Promise<string>;
  /** @param room an id or an alias */
  join(room: string): Promise<void>;
  leave(roomId: string): Promise<void>;
  /** Encrypted where the room is. @returns the event's id */
  say(roomId: string, text: string): Promise<string>;
  /** In clear, as clients do it in encrypted rooms too. @returns the reaction's own id */
  react(roomId: string, eventId: string, key: string): Promise<string>;
}

/** A client on matrix-nio: nobody signed its device, and it trusts every other. */
export async function createNioPeer({ baseUrl }: Server, account: Account): Promise<Peer> {
  const settings = settingsOf(baseUrl, account);
  return createPeer(baseUrl, account, await startClientProcess(synapsePython(), [NIO], settings));
}

/**
 * A client on matrix-js-sdk, whose device is cross-signed.
 * @param onlySigned neither shows what comes from devices that their owners have not signed, nor sends keys to them
 */
export async function createSdkPeer(
  { baseUrl }: Server,
  account: Account,
  { onlySigned }: { onlySigned: boolean },
): Promise<Peer> {
  const settings = { ...settingsOf(baseUrl, account), ...(onlySigned && { PEER_ONLY_SIGNED: 'yes' }) };
  const args = ['--disable-warning=ExperimentalWarning', SDK];
  return createPeer(baseUrl, account, await startClientProcess(process.execPath, args, settings));
}

function settingsOf(baseUrl: string, { userId, deviceId, accessToken }: Account): PeerSettings {
  return { PEER_SERVER: baseUrl, PEER_USER: userId, PEER_DEVICE: deviceId, PEER_TOKEN: accessToken };
}

function createPeer(baseUrl: string, { userId, accessToken }: Account, client: ClientProcess): Peer {
  const call = createCall(baseUrl, accessToken);
  const createRoom = async ({ encrypted = false, invite = [], more = {} }: RoomOptions = {}) => {
    const encryption = {
      type: 'm.room.encryption',
      state_key: '',
      content: { algorithm: 'm.megolm.v1.aes-sha2' },
    };
    const room = await call('POST', 'createRoom', {
      preset: 'private_chat',
      invite,
      ...(encrypted && { initial_state: [encryption] }),
      ...more,
    });
    return String(room.room_id);
  };
  return {
    ...client,
    userId,
    call,
    createRoom,
    openDirect: async (other, { encrypted = false } = {}) => {
      const more = { is_direct: true, preset: 'trusted_private_chat' };
      const roomId = await createRoom({ encrypted, invite: [other], more });
      await client.until((heard) => heard.roomId === roomId && isJoin(heard, other));
      return roomId;
    },
    join: async (room) => void (await call('POST', `join/${encodeURIComponent(room)}`, {})),
    leave: async (roomId) => void (await call('POST', `rooms/${encodeURIComponent(roomId)}/leave`, {})),
    say: (roomId, body) => client.send(roomId, 'm.room.message', { msgtype: 'm.text', body }),
    react: (roomId, eventId, key) =>
      client.send(roomId, 'm.reaction', {
        'm.relates_to': { rel_type: 'm.annotation', event_id: eventId, key },
      }),
  };
}

/** Whether somebody joined with this event. */
export function isJoin({ type, stateKey, content }: Heard, userId: string): boolean {
  return type === 'm.room.member' && stateKey === userId && content.membership === 'join';
}
