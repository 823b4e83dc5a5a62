import {
  ClientEvent,
  Filter,
  HttpApiEvent,
  type MatrixEvent,
  type Room,
  RoomEvent,
  SyncState,
} from 'matrix-js-sdk';
import { SendError } from '../../chat/errors.ts';
import { toCallFailed } from './call-failed.ts';
import { createCredentialsFile } from './credentials.ts';
import { createLive, type Live } from './live.ts';
import { waitAfter } from './outbox.ts';
import { silenceSdk } from './sdk-log.ts';
import { openSession, type Session, type SessionParts } from './session.ts';
import { SyncStore } from './sync-store.ts';
import type { EventQueue } from './vault.ts';

/** Events of a room that a sync brings at most; what is left out is fetched. */
const TIMELINE_LIMIT = 100;
/** A timeline is thrown away at so many: nothing is read from it. */
const LONGEST_TIMELINE = 200;
/** How often keys are tried to be signed when it fails for another reason than the network. */
const SIGN_TRIES = 3;
/** What to do when the session has ended, with and without a password. */
const START_AGAIN = 'start again: the bot becomes a new device';
const LOG_IN = 'set MATRIX_PASSWORD, or MATRIX_ACCESS_TOKEN to a new token, and start again';
const STALE_NOTE = 'stale-device';

export interface ConnectionParts
  extends Pick<
    SessionParts,
    | 'homeserverUrl'
    | 'userId'
    | 'password'
    | 'accessToken'
    | 'recoveryKey'
    | 'fetch'
    | 'openCryptoStore'
    | 'log'
  > {
  readonly credentialsFile: string;
  readonly queue: EventQueue;
  readonly rooms: readonly string[];
  readonly opsRoom: string | null;
  readonly now: () => number;
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>;
  readonly stopping: AbortSignal;
  readonly ending: AbortSignal;
  /** Something new waits in the queue. */
  readonly arrived: () => void;
}

export interface Connection {
  /** The same at every call: it is tried until it stands, is refused for good, or all ends. */
  open(): Promise<Live>;
  /** No sync is kept any more. */
  freeze(): void;
  close(): void;
}

export function createConnection(parts: ConnectionParts): Connection {
  const { queue, now, wait, stopping, ending, arrived, log } = parts;
  let session: Session | null = null;
  let opening: Promise<Live> | null = null;

  const createStore = (me: string): SyncStore =>
    new SyncStore({
      me,
      queue,
      now,
      wait: (seconds) => wait(seconds, stopping),
      arrived,
      notSaved: (tries) => {
        if (tries % 16 === 1) log.warn({ tries }, 'matrix: a sync could not be saved, trying on');
      },
    });

  /** Tries until it works. @throws SendError for good, or because all ends */
  const persist = async <T>(
    what: string,
    work: () => Promise<T>,
    mostTries = Number.POSITIVE_INFINITY,
  ): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        await waitAfterFailure(what, error, tries, mostTries);
      }
    }
  };

  const waitAfterFailure = async (
    what: string,
    error: unknown,
    tries: number,
    mostTries: number,
  ): Promise<void> => {
    if (ending.aborted) throw new SendError('stopped', { permanent: false });
    const failed = error instanceof SendError ? error : toCallFailed(what, error);
    if (failed instanceof SendError || tries >= mostTries) throw failed;
    if (tries % 16 === 1)
      log.warn({ what, error: failed.message }, 'matrix: the homeserver cannot be used, trying on');
    await wait(waitAfter(failed, tries), ending);
  };

  const open = async (): Promise<Live> => {
    let stored: Promise<void> | null = null;
    silenceSdk(() => {
      if (!session || queue.note(STALE_NOTE) === session.credentials.deviceId) return;
      queue.setNote(STALE_NOTE, session.credentials.deviceId);
      log.warn(
        {},
        'matrix: the server knows other keys of the bot’s device; the next start makes a new device',
      );
    });
    const opened = await persist('session', () =>
      openSession({
        ...parts,
        openCryptoStore: () => {
          stored ??= parts.openCryptoStore();
          return stored;
        },
        file: createCredentialsFile(parts.credentialsFile),
        createStore,
        isStale: (deviceId) => queue.note(STALE_NOTE) === deviceId,
      }),
    );
    session = opened;
    await sync(opened);
    await persist('cross-signing', () => opened.sign(), SIGN_TRIES);
    return createLive({
      client: opened.client,
      rooms: parts.rooms,
      opsRoom: parts.opsRoom,
      wait,
      ending,
      log,
    });
  };

  /** Resolves after the first sync. */
  const sync = async ({ client, store }: Session): Promise<void> => {
    const { promise: synced, resolve, reject } = Promise.withResolvers<void>();
    let failing = false;
    let over = false;
    client.on(ClientEvent.Sync, (state) => {
      if (state === SyncState.Syncing) resolve();
      if (state === SyncState.Error && !failing && !over && !ending.aborted)
        log.warn({}, 'matrix: the homeserver cannot be reached, trying on');
      failing = state === SyncState.Error || (failing && state !== SyncState.Syncing);
    });
    client.on(HttpApiEvent.SessionLoggedOut, () => {
      // Every call from now on is refused in the same way.
      if (over) return;
      over = true;
      store.freeze();
      log.warn(
        {},
        `matrix: the homeserver has ended the session; ${parts.password === null ? LOG_IN : START_AGAIN}`,
      );
      reject(new SendError('The homeserver has ended the bot’s session. Start again', { permanent: true }));
    });
    client.on(RoomEvent.Timeline, (_event: MatrixEvent, room: Room | undefined) => trim(room));
    ending.addEventListener('abort', () => reject(new SendError('stopped', { permanent: false })));
    await client.startClient({
      filter: filterFor(client.getSafeUserId()),
      initialSyncLimit: 1,
      lazyLoadMembers: true,
      disablePresence: true,
    });
    await synced;
  };

  const trim = (room: Room | undefined): void => {
    if (!room || room.getLiveTimeline().getEvents().length < LONGEST_TIMELINE) return;
    // Not under the sync that is adding to it.
    setImmediate(() => room.getUnfilteredTimelineSet().resetLiveTimeline());
  };

  return {
    open: () => {
      opening ??= open();
      return opening;
    },
    freeze: () => session?.store.freeze(),
    close: () => session?.client.stopClient(),
  };
}

function filterFor(me: string): Filter {
  const filter = new Filter(me);
  // Members come as they are needed, but at each start anew: a server takes it that what it sent before is kept, and
  // without its own member the bot would seem to have left.
  const members = { lazy_load_members: true, include_redundant_members: true };
  filter.setDefinition({
    presence: { types: [] },
    room: {
      timeline: { limit: TIMELINE_LIMIT, ...members },
      state: members,
      ephemeral: { types: [] },
    },
  });
  return filter;
}
