import type { Clock } from '../clock.ts';

/** What a command of the command line runs with. */
export interface Context {
  readonly clock: Clock;
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { isTTY?: boolean };
  /** Notices, progress and the log: never what was asked for. */
  readonly notices: NodeJS.WritableStream & { isTTY?: boolean };
}

/** Ends the program with a message for whoever ran it, without a stack. */
export class Exit extends Error {
  override readonly name = 'Exit';
  readonly code: number;

  /** @param code as in sysexits: 65 bad data, 69 unavailable, 78 bad settings; 1 for anything else */
  constructor(message: string, code = 1) {
    super(message);
    this.code = code;
  }
}
