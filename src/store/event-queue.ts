import type { KeyFile } from './key-file.ts';
import { updateKey } from './pseudonyms.ts';
import type { SealedFile } from './sealed-file.ts';

/** How long an event is known again. */
const SEEN_DAYS = 30;
const DAY_SECONDS = 86_400;

const TABLES = `
  -- Where the last sync ended, and how many there were.
  CREATE TABLE IF NOT EXISTS sync (
    id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL, number INTEGER NOT NULL
  ) STRICT;
  -- Events that have had no effect yet, whole. Their place: 2n for what sync n left out, 2n+1 for what it brought.
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, since INTEGER NOT NULL, event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_in_order ON events (place, id);
  -- Event ids under the lasting key, with the day they were seen on.
  CREATE TABLE IF NOT EXISTS seen (key BLOB PRIMARY KEY, day INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS seen_by_day ON seen (day);
  -- Stretches that syncs left out and that were not fetched yet.
  CREATE TABLE IF NOT EXISTS missing (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, room_id TEXT NOT NULL,
    from_token TEXT NOT NULL, to_token TEXT NOT NULL
  ) STRICT;
  -- Messages that are not known to have arrived.
  CREATE TABLE IF NOT EXISTS outgoing (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room_id TEXT NOT NULL, txn_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outgoing_by_room ON outgoing (room_id, id);
  CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

interface Stretch {
  readonly roomId: string;
  readonly from: string;
  readonly to: string;
}

interface Message {
  readonly roomId: string;
  readonly txnId: string;
  readonly type: string;
  readonly content: object;
}

interface Batch<Event> {
  readonly token: string;
  readonly events: readonly Event[];
  readonly gaps: readonly Stretch[];
  /** Unix seconds */
  readonly now: number;
}

/**
 * Keeps what a platform without a queue of its own brought until it has had its effect, and what is to be sent
 * until it has arrived. Each call that writes is one transaction, on the disk when it returns.
 */
export function createEventQueue<Event extends { readonly event_id: string }>(
  file: SealedFile,
  keys: KeyFile,
) {
  file.sqlite.exec(TABLES);
  return { ...inbox<Event>(file, keys), ...outbox(file), ...notes(file), close: () => file.close() };
}

function inbox<Event extends { readonly event_id: string }>({ sqlite }: SealedFile, keys: KeyFile) {
  const sync = sqlite.prepare<[], { token: string; number: number }>('SELECT token, number FROM sync');
  const moveOn = sqlite.prepare(`
    INSERT INTO sync (id, token, number) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET token = excluded.token, number = excluded.number`);
  const see = sqlite.prepare('INSERT INTO seen (key, day) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const unsee = sqlite.prepare('DELETE FROM seen WHERE day < ?');
  const insert = sqlite.prepare('INSERT INTO events (place, since, event) VALUES (?, ?, ?)');
  const oldest = sqlite.prepare<[], { id: number; since: number; event: string }>(
    'SELECT id, since, event FROM events ORDER BY place, id',
  );
  const miss = sqlite.prepare(
    'INSERT INTO missing (place, room_id, from_token, to_token) VALUES (?, ?, ?, ?)',
  );
  const open = sqlite.prepare<[], Stretch & { id: number }>(
    'SELECT id, room_id AS roomId, from_token AS "from", to_token AS "to" FROM missing ORDER BY id',
  );
  const closeGap = sqlite.prepare<[number], { place: number }>(
    'DELETE FROM missing WHERE id = ? RETURNING place',
  );

  /** @returns how many were not seen before */
  const add = (events: readonly Event[], place: number, now: number): number => {
    const day = Math.floor(now / DAY_SECONDS);
    const fresh = events.filter(
      ({ event_id: id }) => see.run(updateKey(keys, 'matrix', id), day).changes === 1,
    );
    for (const event of fresh) insert.run(place, Math.floor(now), JSON.stringify(event));
    return fresh.length;
  };

  return {
    syncToken: (): string | null => sync.get()?.token ?? null,

    saveSync: sqlite.transaction(({ token, events, gaps, now }: Batch<Event>): number => {
      const number = (sync.get()?.number ?? 0) + 1;
      moveOn.run(token, number);
      for (const gap of gaps) miss.run(2 * number, gap.roomId, gap.from, gap.to);
      return add(events, 2 * number + 1, now);
    }).immediate,

    gaps: () => open.all(),

    fillGap: sqlite.transaction((id: number, events: readonly Event[], now: number): number => {
      const gap = closeGap.get(id);
      return gap ? add(events, gap.place, now) : 0;
    }).immediate,

    waiting: (limit: number, passOver: ReadonlySet<number> = new Set()) => {
      const found: { id: number; since: number; event: Event }[] = [];
      for (const { id, since, event } of oldest.iterate()) {
        if (found.length >= limit) break;
        if (!passOver.has(id)) found.push({ id, since, event: JSON.parse(event) });
      }
      return found;
    },

    prune: (now: number): void => {
      unsee.run(Math.floor(now / DAY_SECONDS) - SEEN_DAYS);
      // What was erased is gone from the log too.
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

function outbox({ sqlite }: SealedFile) {
  const done = sqlite.prepare('DELETE FROM events WHERE id = ?');
  const queue = sqlite.prepare(`
    INSERT INTO outgoing (room_id, txn_id, type, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const first = sqlite.prepare<[], Omit<Message, 'content'> & { id: number; content: string }>(`
    SELECT id, room_id AS roomId, txn_id AS txnId, type, content FROM outgoing
    WHERE id IN (SELECT min(id) FROM outgoing GROUP BY room_id) ORDER BY id`);
  const arrived = sqlite.prepare('DELETE FROM outgoing WHERE id = ?');

  return {
    finish: sqlite.transaction((ids: readonly number[], answers: readonly Message[]): void => {
      for (const id of ids) done.run(id);
      for (const { roomId, txnId, type, content } of answers) {
        queue.run(roomId, txnId, type, JSON.stringify(content));
      }
    }).immediate,

    outgoing: () => first.all().map((row) => ({ ...row, content: JSON.parse(row.content) as object })),

    sent: (id: number): void => void arrived.run(id),
  };
}

function notes({ sqlite }: SealedFile) {
  const read = sqlite.prepare<[string], { value: string }>('SELECT value FROM notes WHERE key = ?');
  const write = sqlite.prepare(`
    INSERT INTO notes (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  return {
    note: (key: string): string | null => read.get(key)?.value ?? null,
    setNote: (key: string, value: string): void => void write.run(key, value),
  };
}
