import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { freezeDays } from './published-days.ts';
import { openConversations, seenOn } from './talk.ts';

const folder = temporaryFolder();
const open = async () => {
  const conversations = await openConversations(folder);
  await freezeDays(conversations.store);
  return conversations;
};

describe('a digest that somebody asks for', () => {
  test.each([
    ['/digest', 'пятница, 20 ноября'],
    ['/digest вчера', 'пятница, 20 ноября'],
    ['/digest 19.11', 'четверг, 19 ноября'],
    ['/digest 2026-11-19', 'четверг, 19 ноября'],
  ])('%s', async (text, date) => {
    const { talk } = await open();
    expect(seenOn('telegram', await talk('1', 'ru').say(text))).toContain(date);
  });

  test('holds what is asked for', async () => {
    const { talk } = await open();
    const anna = talk('1', 'en');
    const all = seenOn('telegram', await anna.say('/digest'));
    expect(all).toContain('WhatsApp');
    expect(all).toContain('Kazan');
    const kazan = seenOn('telegram', await anna.say('/digest казань telegram'));
    expect(kazan).toContain('Kazan');
    expect(kazan).not.toContain('WhatsApp');
    expect(seenOn('telegram', await anna.say('/digest омск'))).not.toContain('Kazan');
  });

  test('is of the zone of one’s last place where that has digests', async () => {
    const { talk } = await open();
    const anna = talk('1', 'ru');
    await anna.say('телега екатеринбург мтс не работает');
    expect(seenOn('telegram', await anna.say('/digest'))).toContain('Свердловской области');
    const boris = talk('2', 'ru');
    await boris.say('телега владивосток мтс не работает');
    expect(seenOn('telegram', await boris.say('/digest'))).toContain('в Казани');
  });

  test.each(['/digest сегодня', '/digest 1.11'])(
    'of a day that is not closed or not there says what can be asked: %s',
    async (text) => {
      const { talk } = await open();
      const anna = talk('1', 'ru');
      expect(seenOn('telegram', await anna.say(text))).toContain('с 19 ноября по 20 ноября');
      expect(seenOn('telegram', await anna.press('Сводка за 20 ноября'))).toContain('пятница, 20 ноября');
    },
  );

  test('is not there before the first day is closed', async () => {
    const { talk } = await openConversations(folder);
    expect(seenOn('telegram', await talk('1', 'ru').say('/digest'))).toContain('ещё не было');
  });
});
