import { ConnectionError, HTTPError, MatrixError } from 'matrix-js-sdk';
import { SendError } from '../../chat/errors.ts';
import { isNotReached } from './http.ts';

/** How far a call got that brought no usable answer. */
type Reach = 'not reached' | 'answer lost';

/** The refusals after which trying again is pointless: not in the room, not allowed, too large, no such thing. */
const FOR_GOOD = new Set([400, 403, 404, 410, 413]);
/** What the homeserver says when it refuses, or how far the call got. Holds no token, id or text. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  /** As in HTTP; null when there was no answer. */
  readonly status: number | null;
  /** `M_FORBIDDEN` */
  readonly errcode: string | null;
  /** Seconds to wait, of a 429. */
  readonly retryAfter: number | null;
  readonly reach: Reach | null;

  constructor(
    what: string,
    failure: { reach: Reach } | { status: number; errcode?: string | undefined; retryAfter?: number | null },
  ) {
    const refused = 'status' in failure;
    super(
      refused ? `${what}: ${failure.status} ${failure.errcode ?? ''}`.trim() : `${what}: ${failure.reach}`,
    );
    this.status = refused ? failure.status : null;
    this.errcode = refused ? (failure.errcode ?? null) : null;
    this.retryAfter = refused ? (failure.retryAfter ?? null) : null;
    this.reach = refused ? null : failure.reach;
  }

  /** Trying again is pointless. */
  get permanent(): boolean {
    return this.status !== null && FOR_GOOD.has(this.status);
  }

  /** The session is gone: the homeserver does not know the token any more. */
  get loggedOut(): boolean {
    return this.errcode === 'M_UNKNOWN_TOKEN' || this.errcode === 'M_MISSING_TOKEN';
  }
}

/** @returns a failure of the SDK in our own words */
export function toCallFailed(what: string, error: unknown): CallFailed {
  if (error instanceof CallFailed) return error;
  if (error instanceof HTTPError && error.httpStatus) {
    const errcode = error instanceof MatrixError ? error.errcode : undefined;
    return new CallFailed(what, { status: error.httpStatus, errcode, retryAfter: retryAfterOf(error) });
  }
  // Without an answer, or with one that is none: a proxy's page, half a message.
  const reach = error instanceof ConnectionError && isNotReached(error) ? 'not reached' : 'answer lost';
  return new CallFailed(what, { reach });
}

function retryAfterOf(error: HTTPError): number | null {
  try {
    const milliseconds = error.isRateLimitError() ? error.getRetryAfterMs() : null;
    return milliseconds === null ? null : milliseconds / 1000;
  } catch {
    // A header that says nothing.
    return null;
  }
}

/**
 * @param lost an earlier try may have reached the server
 * @returns the failure as the port knows it
 */
export function toSendError(error: unknown, lost = false): SendError {
  if (error instanceof SendError) return error;
  if (!(error instanceof CallFailed))
    return new SendError('the message could not be made', { permanent: true });
  const { permanent, reach, status, message } = error;
  const unknown = lost || reach === 'answer lost' || (status !== null && status >= 500);
  return new SendError(message, { permanent, unknown: unknown && !permanent });
}

/** @returns why a message was not even tried: what the SDK threw on the way there is no fault of the message */
export function toUntried(error: unknown): unknown {
  const ofCall = error instanceof HTTPError || error instanceof ConnectionError || isAbort(error);
  if (!ofCall) return error;
  const { message, permanent } = toCallFailed('room', error);
  return new SendError(message, { permanent });
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
