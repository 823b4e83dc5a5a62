import type { Doc } from './doc.ts';

/**
 * What stands between the bot and a channel: no such chat is known, it is not in it, it may not write there, it is a
 * person's chat, or the platform is not set up.
 */
export type Obstacle = 'unknown' | 'outside' | 'silent' | 'person' | 'off';

/**
 * A message could not be sent. Its text holds no id, token or words of a person.
 *
 * `permanent`: whether trying again is pointless (blocked, deleted, not allowed).
 * `unknown`: the request went out and its answer was lost, so the message may be there.
 * `movedTo`: the chat lives on under this id.
 * `obstacle`: what somebody can do away with, where that is known.
 */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly permanent: boolean;
  readonly unknown: boolean;
  readonly movedTo: string | null;
  readonly obstacle: Obstacle | null;

  constructor(
    message: string,
    options: {
      permanent: boolean;
      unknown?: boolean;
      movedTo?: string | null;
      obstacle?: Obstacle | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
    this.unknown = options.unknown ?? false;
    this.movedTo = options.movedTo ?? null;
    this.obstacle = options.obstacle ?? null;
  }
}

/** The commit failed: nothing of the batch is on disk. Carries what to tell each sender, in their language. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
  readonly notices: readonly (Doc | null)[];

  constructor(notices: readonly (Doc | null)[], options?: { cause?: unknown }) {
    super('not saved', options);
    this.notices = notices;
  }
}
