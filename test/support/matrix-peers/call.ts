/**
 * One request to the client-server API.
 * @param path below `/_matrix/client/v3/`
 * @throws CallRefused when the server does not answer 200
 */
export type Call = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
) => Promise<Readonly<Record<string, unknown>>>;

/** What the server said instead of yes. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly status: number;
  /** `M_FORBIDDEN` and the like. */
  readonly code: string;
  /** Milliseconds to wait, of a 429. */
  readonly retryAfter: number | null;

  constructor(status: number, answer: { errcode: string; error: string; retry_after_ms?: number }) {
    super(`${status} ${answer.errcode}: ${answer.error}`);
    this.status = status;
    this.code = answer.errcode;
    this.retryAfter = answer.retry_after_ms ?? null;
  }
}

export function createCall(baseUrl: string, accessToken: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${baseUrl}/_matrix/client/v3/${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new CallRefused(response.status, answer as never);
    return answer as Record<string, unknown>;
  };
}
