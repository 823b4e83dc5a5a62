import type { Config, MatrixConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { DatabaseRefused } from '../store/database.ts';
import { createEventQueue } from '../store/event-queue.ts';
import { createIndexedRows } from '../store/indexed-rows.ts';
import type { KeyFile } from '../store/key-file.ts';
import { openSealedFile, type SealedFile, sealingKey } from '../store/sealed-file.ts';
import { createDispatcher } from '../transports/dispatcher.ts';
import { toCallFailed } from '../transports/matrix/call-failed.ts';
import { installIndexedDb } from '../transports/matrix/durable-indexeddb.ts';
import { createMatrix, type Matrix } from '../transports/matrix/matrix.ts';
import { isStrayCall } from '../transports/matrix/stray.ts';
import type { RawEvent } from '../transports/matrix/vault.ts';
import { type Context, Exit } from './context.ts';
import { credentialsPath, sealedPath } from './matrix-paths.ts';

const CONNECTIONS = 20;
/** As in sysexits: an error of input or output. */
const IO_ERROR = 74;
/** The SDK begins timers of up to two minutes and ends none: they keep the process for so long and no longer. */
const END_AFTER_MS = 1000;

export interface OpenMatrix {
  readonly transport: Matrix;
  /** To be called after the transport's stop. */
  close(): void;
}

/**
 * Matrix, not started. Only those who have it in their settings load this file, and the SDK with it.
 *
 * @throws Exit when its file cannot be used
 */
export function openMatrix(
  matrix: MatrixConfig,
  config: Config,
  keys: KeyFile,
  { clock, notices }: Context,
  log: Log,
): OpenMatrix {
  const sealed = open(sealedPath(config), keys);
  const rows = createIndexedRows(sealed);
  let closed = false;
  process.on('unhandledRejection', (error) => {
    if (!closed && isStrayCall(error))
      log.warn({ error: toCallFailed('sdk', error).message }, 'matrix: a call failed, going on');
  });
  const transport = createMatrix({
    ...matrix,
    credentialsFile: credentialsPath(config),
    moderators: matrix.moderators.map(({ userId }) => userId),
    openCryptoStore: async () => {
      await installIndexedDb(rows, () => {
        // What comes after the end was not told to anybody.
        if (closed) return;
        notices.write('The keys of the Matrix device cannot be written: the disk is full or failing.\n');
        process.exit(IO_ERROR);
      });
    },
    queue: createEventQueue<RawEvent>(sealed, keys),
    dispatcher: createDispatcher({ proxy: matrix.proxy, connections: CONNECTIONS }),
    now: clock.now,
    wait: clock.wait,
    log,
  });
  return {
    transport,
    close: () => {
      closed = true;
      sealed.close();
      setTimeout(() => process.exit(), END_AFTER_MS).unref();
    },
  };
}

function open(path: string, keys: KeyFile): SealedFile {
  try {
    return openSealedFile(path, sealingKey(keys));
  } catch (error) {
    throw error instanceof DatabaseRefused ? new Exit(error.message) : error;
  }
}
