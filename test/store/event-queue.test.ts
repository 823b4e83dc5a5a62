import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createEventQueue } from '../../src/store/event-queue.ts';
import { openKeyFile } from '../../src/store/key-file.ts';
import { openSealedFile, sealingKey } from '../../src/store/sealed-file.ts';
import type { EventQueue, RawEvent } from '../../src/transports/matrix/vault.ts';
import { temporaryFolder } from '../support/folder.ts';
import { DAY, T0 } from './fixture.ts';

const ROOM = '!zebrafalter:example.org';
const OTHER = '!admiral:example.org';

const folder = temporaryFolder();
const keys = await openKeyFile(join(folder, 'keys', 'rollcall.key'), T0);
let files = 0;
const newFile = () => join(folder, `${files++}`, 'matrix.db');
const open = (file = newFile()): EventQueue =>
  createEventQueue<RawEvent>(openSealedFile(file, sealingKey(keys)), keys);

const event = (name: string, body = name): RawEvent => ({
  event_id: `$${name}`,
  room_id: ROOM,
  sender: '@tagpfauenauge:example.org',
  type: 'm.room.message',
  content: { msgtype: 'm.text', body },
});
const sync = (token: string, ...names: string[]) => ({
  token,
  events: names.map((name) => event(name)),
  gaps: [],
  now: T0,
});
const names = (queue: EventQueue) => queue.waiting(100).map((one) => one.event.event_id.slice(1));
const answer = (txnId: string, roomId = ROOM) => ({
  roomId,
  txnId,
  type: 'm.room.message',
  content: { body: `answer ${txnId}` },
});

describe('the event queue', () => {
  test('begins without a token and holds token and events after a restart', () => {
    const file = newFile();
    const first = open(file);
    expect(first.syncToken()).toBeNull();
    expect(first.saveSync(sync('s1', 'a', 'b'))).toBe(2);
    first.close();
    const second = open(file);
    expect(second.syncToken()).toBe('s1');
    expect(second.waiting(100)).toEqual([
      { id: 1, since: T0, event: event('a') },
      { id: 2, since: T0, event: event('b') },
    ]);
    second.close();
  });

  test('passes over events that it has seen, done ones too, for 30 days', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a'));
    queue.finish([1], []);
    expect(queue.saveSync(sync('s2', 'a', 'b', 'b'))).toBe(1);
    expect(names(queue)).toEqual(['b']);
    queue.prune(T0 + 30 * DAY);
    expect(queue.saveSync(sync('s3', 'a'))).toBe(0);
    queue.prune(T0 + 31 * DAY);
    expect(queue.saveSync(sync('s4', 'a'))).toBe(1);
    queue.close();
  });

  test('keeps nothing of a sync that cannot be saved whole', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a'));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const bad = { ...event('c'), content: circle };
    const gap = { roomId: ROOM, from: 'f', to: 't' };
    expect(() => queue.saveSync({ token: 's2', events: [event('b'), bad], gaps: [gap], now: T0 })).toThrow();
    expect([queue.syncToken(), names(queue), queue.gaps()]).toEqual(['s1', ['a'], []]);
    expect(queue.saveSync(sync('s2', 'b'))).toBe(1);
    queue.close();
  });

  test('hands out what was in a gap before what came after it', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a'));
    queue.saveSync({ ...sync('s2', 'd'), gaps: [{ roomId: ROOM, from: 'f', to: 't' }] });
    queue.saveSync(sync('s3', 'e'));
    const [gap] = queue.gaps();
    expect(gap).toEqual({ id: 1, roomId: ROOM, from: 'f', to: 't' });
    expect(queue.fillGap(1, [event('a'), event('b'), event('c')], T0)).toBe(2);
    expect(names(queue)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(queue.gaps()).toEqual([]);
    expect(queue.fillGap(1, [event('f')], T0)).toBe(0);
    expect(names(queue)).not.toContain('f');
    queue.close();
  });

  test('passes over events that the caller sets aside, so that they hold nobody up', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a', 'b', 'c', 'd'));
    expect(queue.waiting(2).map(({ id }) => id)).toEqual([1, 2]);
    expect(queue.waiting(2, new Set([1, 3])).map(({ id }) => id)).toEqual([2, 4]);
    queue.close();
  });

  test('never gives an id a second time', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a'));
    queue.finish([1], [answer('one')]);
    queue.sent(1);
    queue.saveSync(sync('s2', 'b'));
    queue.finish([], [answer('two')]);
    expect(queue.waiting(1)[0]?.id).toBe(2);
    expect(queue.outgoing()[0]?.id).toBe(2);
    queue.close();
  });

  test('replaces events by their answers in one step', () => {
    const queue = open();
    queue.saveSync(sync('s1', 'a', 'b'));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => queue.finish([1], [answer('r1'), { ...answer('r2'), content: circle }])).toThrow();
    expect([names(queue), queue.outgoing()]).toEqual([['a', 'b'], []]);
    queue.finish([1], [answer('r1')]);
    expect(names(queue)).toEqual(['b']);
    expect(queue.outgoing()).toEqual([{ id: 1, ...answer('r1') }]);
    queue.close();
  });

  test('shows the oldest message of each room, and one transaction id once', () => {
    const queue = open();
    queue.finish([], [answer('r1'), answer('r2'), answer('x1', OTHER), answer('r1')]);
    const ids = () => queue.outgoing().map(({ txnId }) => txnId);
    expect(ids()).toEqual(['r1', 'x1']);
    for (const { id } of queue.outgoing()) queue.sent(id);
    expect(ids()).toEqual(['r2']);
    queue.close();
  });

  test('keeps notes', () => {
    const file = newFile();
    const first = open(file);
    expect(first.note('device')).toBeNull();
    first.setNote('device', 'old');
    first.setNote('device', 'new');
    first.close();
    const second = open(file);
    expect(second.note('device')).toBe('new');
    second.close();
  });

  test('writes no text, person, room or event id that could be read, while it runs or after', () => {
    const file = newFile();
    const words = `trauermantel ${randomBytes(4).toString('hex')}`;
    const queue = open(file);
    queue.saveSync({ ...sync('s1'), events: [event('schwalbenschwanz', words)] });
    queue.finish([], [{ ...answer('t1'), content: { body: words } }]);
    queue.setNote('person', '@tagpfauenauge:example.org');
    const canaries = ['trauermantel', 'tagpfauenauge', 'zebrafalter', 'schwalbenschwanz'];
    const readable = () =>
      readdirSync(join(file, '..')).filter((name) => {
        const content = readFileSync(join(file, '..', name));
        return canaries.some((canary) => content.includes(canary));
      });
    writeFileSync(join(file, '..', 'control'), JSON.stringify(queue.waiting(1)));
    expect(readable()).toEqual(['control']);
    queue.close();
    expect(readable()).toEqual(['control']);
  });
});
