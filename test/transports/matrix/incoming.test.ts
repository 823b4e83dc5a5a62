import { describe, expect, test } from '@jest/globals';
import {
  type Listening,
  type RoomEvent,
  readSaid,
  relationFor,
} from '../../../src/transports/matrix/incoming.ts';

const ME = '@rollcall:example.org';
const LISTENING: Listening = { me: ME, name: 'Перекличка', isPrivate: true };
const GROUP: Listening = { ...LISTENING, isPrivate: false };

function message(content: object, more: Partial<RoomEvent> = {}): RoomEvent {
  return {
    eventId: '$asked',
    roomId: '!room',
    sender: '@anna:example.org',
    type: 'm.room.message',
    content: { msgtype: 'm.text', ...content },
    ...more,
  };
}

const said = (body: string, listening = LISTENING, more: object = {}) => {
  const read = readSaid(message({ body, ...more }), listening);
  return read?.kind === 'words' ? read.text : read;
};

describe('in a direct chat', () => {
  test.each([
    ['вотсап казань мтс', 'вотсап казань мтс'],
    ['!report kazan', '/report kazan'],
    ['/report kazan', '/report kazan'],
    ['//report kazan', '/report kazan'],
    ['!!!', '!!!'],
    ['! not a command', '! not a command'],
    ['Перекличка: !status', '/status'],
    ['@rollcall:example.org телега лежит', 'телега лежит'],
    ['Переклички не видно', 'Переклички не видно'],
    ['> <@rollcall:example.org> Where?\n> 1. Kazan\n\nказань', 'казань'],
    ['two\nlines', 'two\nlines'],
  ])('%j is heard as %j', (body, text) => expect(said(body)).toBe(text));

  test('a number answers the newest question, or the one that it replies to', () => {
    expect(said('2')).toEqual({ kind: 'number', number: 2, of: null, text: '2' });
    const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: '$question' } } };
    expect(said('2', LISTENING, reply)).toMatchObject({ of: '$question' });
    const thread = {
      'm.relates_to': {
        rel_type: 'm.thread',
        event_id: '$root',
        is_falling_back: true,
        'm.in_reply_to': { event_id: '$last' },
      },
    };
    expect(said('2', LISTENING, thread)).toMatchObject({ of: null });
  });

  test('a reaction with a number answers the message it is on, any other nothing', () => {
    const reaction = (key: unknown) =>
      readSaid(
        message(
          { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$question', key } },
          { type: 'm.reaction' },
        ),
        LISTENING,
      );
    expect(reaction('2\uFE0F\u20E3')).toEqual({ kind: 'number', number: 2, of: '$question', text: '' });
    for (const key of ['👍', '2', undefined, 2]) expect(reaction(key)).toBeNull();
  });

  test('a shared place is one, and one that cannot be read leaves its words', () => {
    const place = (content: object) =>
      readSaid(message({ msgtype: 'm.location', body: 'Казань', ...content }), LISTENING);
    const kazan = { text: '', location: { lat: 55.796, lon: 49.106 } };
    for (const uri of [
      'geo:55.796,49.106;u=35',
      'geo:55.796,49.106',
      'geo:55.796,49.106,80',
      'GEO:55.796,49.106',
    ])
      expect(place({ geo_uri: uri })).toMatchObject(kazan);
    const coming = { uri: 'geo:55.796,49.106', description: 'Казань' };
    expect(place({ 'org.matrix.msc3488.location': coming })).toMatchObject(kazan);
    expect(place({ geo_uri: 'geo:-33.9,-70' })).toMatchObject({ location: { lat: -33.9, lon: -70 } });
    for (const uri of ['geo:99,20', 'geo:20,200', 'geo:55.7', 'geo:55.7,49.1e9', 'nowhere', null, undefined])
      expect(place({ geo_uri: uri })).toEqual({ kind: 'words', text: 'Казань', addressed: true });
    expect(place({ body: undefined })).toBeNull();
  });
});

describe('in a room', () => {
  test('a command is heard as one that may be meant for another bot', () => {
    expect(readSaid(message({ body: '!report kazan' }), GROUP)).toEqual({
      kind: 'words',
      text: '/report kazan',
      addressed: false,
    });
  });

  test.each([
    ['Перекличка: report', {}],
    ['перекличка, !report', {}],
    ['@rollcall report', {}],
    ['report', { 'm.mentions': { user_ids: [ME] } }],
  ])('%j is said to the bot', (body, more) => {
    expect(readSaid(message({ body, ...more }), GROUP)).toEqual({
      kind: 'words',
      text: '/report',
      addressed: true,
    });
  });

  test('its own talk, numbers, reactions and places are not for us', () => {
    for (const body of ['вотсап казань мтс', '2', 'report', '!', '! x']) expect(said(body, GROUP)).toBeNull();
    const relation = { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$x', key: '1\u20E3' } };
    expect(readSaid(message(relation, { type: 'm.reaction' }), GROUP)).toBeNull();
    expect(readSaid(message({ msgtype: 'm.location', geo_uri: 'geo:1,2' }), GROUP)).toBeNull();
  });
});

test('own messages, notices, edits, pictures and broken contents are passed over', () => {
  const none = [
    message({ body: '!report' }, { sender: ME }),
    message({ body: '!report', msgtype: 'm.notice' }),
    message({ body: '* !report', 'm.relates_to': { rel_type: 'm.replace', event_id: '$x' } }),
    message({ body: 'x.png', msgtype: 'm.image' }),
    message({ body: 42 }),
    message({ body: '  ' }),
    message({}, { type: 'm.sticker' }),
    message({ 'm.relates_to': 'nonsense' }, { type: 'm.reaction' }),
  ];
  for (const event of none) expect(readSaid(event, LISTENING)).toBeNull();
});

test('answers stay in their thread, and in rooms say whom they answer', () => {
  const asked = message({ body: '!report' });
  expect(relationFor(asked, true)).toBeNull();
  expect(relationFor(asked, false)).toEqual({ 'm.in_reply_to': { event_id: '$asked' } });
  const threaded = message({ body: 'x', 'm.relates_to': { rel_type: 'm.thread', event_id: '$root' } });
  expect(relationFor(threaded, true)).toEqual({
    rel_type: 'm.thread',
    event_id: '$root',
    is_falling_back: true,
    'm.in_reply_to': { event_id: '$asked' },
  });
});
