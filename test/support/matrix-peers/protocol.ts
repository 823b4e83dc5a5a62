/** How the text of a message came: in clear, decrypted, or encrypted still. */
export type Secrecy = 'plain' | 'decrypted' | 'undecryptable';

/** An event of a room, as the peer's client shows it. */
export interface Heard {
  readonly eventId: string;
  readonly roomId: string;
  readonly sender: string;
  /** Of what was encrypted, where it could be decrypted. */
  readonly type: string;
  /** Null for what is no state. */
  readonly stateKey: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly secrecy: Secrecy;
  /** Why it is undecryptable, in the client's own words. */
  readonly reason?: string;
}

/** To the peer's process, a line of JSON each. */
export interface Request {
  readonly id: number;
  readonly send: { readonly roomId: string; readonly type: string; readonly content: object };
}

/** From the peer's process: it is ready, it answers a request, or it heard an event, perhaps not for the first time. */
export type Report =
  | { readonly ready: true }
  | { readonly id: number; readonly eventId: string }
  | { readonly id: number; readonly error: string }
  | { readonly heard: Heard };

/** What a peer's process is started with, in its environment. */
export interface PeerSettings {
  readonly PEER_SERVER: string;
  readonly PEER_USER: string;
  readonly PEER_DEVICE: string;
  readonly PEER_TOKEN: string;
  /** Of the SDK only: set for a client that shuts out devices which their owners have not signed. */
  readonly PEER_ONLY_SIGNED?: string;
}
