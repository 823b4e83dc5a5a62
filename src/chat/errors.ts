import type { Doc } from './doc.ts';

/**
 * A message could not be sent. Its text holds no id, token or words of a person.
 *
 * `permanent`: whether trying again is pointless (blocked, deleted, not allowed).
 * `unknown`: the request went out and its answer was lost, so the message may be there.
 * `movedTo`: the chat lives on under this id.
 */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly permanent: boolean;
  readonly unknown: boolean;
  readonly movedTo: string | null;

  constructor(
    message: string,
    options: { permanent: boolean; unknown?: boolean; movedTo?: string | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
    this.unknown = options.unknown ?? false;
    this.movedTo = options.movedTo ?? null;
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
