import { SendError } from '../../chat/errors.ts';

/** How far a call got that brought no usable answer. */
export type Reach = 'not reached' | 'answer lost';

/** What Telegram says when it refuses, or how far the call got. Holds no token, id or text. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  /** As in HTTP; null when there was no answer. */
  readonly code: number | null;
  /** Telegram's own words, in lower case. */
  readonly description: string;
  /** Seconds to wait, of a 429. */
  readonly retryAfter: number | null;
  readonly movedTo: string | null;
  readonly reach: Reach | null;

  constructor(
    method: string,
    failure: { reach: Reach } | { code: number; description: string; retryAfter?: number; movedTo?: number },
  ) {
    const refused = 'code' in failure;
    super(refused ? `${method}: ${failure.code} ${failure.description}` : `${method}: ${failure.reach}`);
    this.code = refused ? failure.code : null;
    this.description = refused ? failure.description.toLowerCase() : '';
    this.retryAfter = refused ? (failure.retryAfter ?? null) : null;
    this.movedTo = refused && failure.movedTo !== undefined ? String(failure.movedTo) : null;
    this.reach = refused ? null : failure.reach;
  }
}

/** @returns the refusal in an answer that is not `ok`; an answer of another kind counts as lost. */
export function refusalIn(method: string, answer: string): CallFailed {
  try {
    const { ok, error_code, description, parameters } = JSON.parse(answer);
    if (ok === false && typeof error_code === 'number') {
      return new CallFailed(method, {
        code: error_code,
        // Telegram quotes no text, but names what it could not find by @name.
        description: String(description).replaceAll(/@\w+|-?\d{5,}/g, '…'),
        retryAfter: parameters?.retry_after,
        movedTo: parameters?.migrate_to_chat_id,
      });
    }
  } catch {
    // A proxy's error page, or half an answer.
  }
  return new CallFailed(method, { reach: 'answer lost' });
}

/** @returns the failure as the port knows it. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (!(error instanceof CallFailed))
    return new SendError('the message could not be made', { permanent: true });
  const { code, movedTo, reach } = error;
  const permanent = code !== null && code < 500 && code !== 429 && movedTo === null;
  const unknown = reach === 'answer lost' || (code !== null && code >= 500);
  return new SendError(error.message, { permanent, unknown, movedTo });
}

/** @returns the failure of a message of which an earlier part is there: sending it again would double that part. */
export function partlySent(error: unknown): SendError {
  const { message, permanent } = toSendError(error);
  return new SendError(`${message}, after a part of it`, { permanent, unknown: true });
}
