import { type MatrixClient, Method } from 'matrix-js-sdk';
import { isWanted, rawEvent, sinceJoin } from './sync-store.ts';
import type { Gap, RawEvent } from './vault.ts';

/** More than this is not looked up: whoever wrote it has long given up waiting. */
const MOST_EVENTS = 5000;
const PAGE = 100;

type Event = Parameters<typeof isWanted>[0];

/** @returns what stands in a gap from our own join on, the oldest first. */
export async function fetchGap(client: MatrixClient, gap: Gap, notBefore: number): Promise<RawEvent[]> {
  const me = client.getSafeUserId();
  const path = `/rooms/${encodeURIComponent(gap.roomId)}/messages`;
  let found: Event[] = [];
  for (let from: string | undefined = gap.from; from && found.length < MOST_EVENTS; ) {
    const query = { from, to: gap.to, dir: 'b', limit: String(PAGE) };
    const page: { chunk: Event[]; end?: string } = await client.http.authedRequest(Method.Get, path, query);
    const { kept, joined } = sinceJoin(page.chunk.toReversed(), me);
    found = [...kept, ...found];
    from = joined || page.chunk.length === 0 ? undefined : page.end;
  }
  return found.filter((event) => isWanted(event, me)).map((event) => rawEvent(event, gap.roomId, notBefore));
}
