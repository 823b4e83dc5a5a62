/**
 * @returns whether a rejection that nobody handled is a call to the homeserver that matrix-js-sdk made by itself: no
 * reason to end what runs beside it. Known without loading the SDK.
 */
export function isStrayCall(error: unknown): error is Error {
  if (!(error instanceof Error) || !error.stack?.includes('matrix-js-sdk')) return false;
  return /^(ConnectionError|HTTPError|AbortError|M_[A-Z_]+)$/.test(error.name);
}
