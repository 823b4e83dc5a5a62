import { describe, expect, test } from '@jest/globals';
import { createNotesFinder } from '../../src/digest/day-notes.ts';
import { cell, dayOf } from '../digest/cells.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openConversations, seenOn } from './talk.ts';

const MODERATOR = '9001';
const folder = temporaryFolder();
const today = dayOf([cell('telegram'), cell('whatsapp')]);
const open = () => openConversations(folder, { moderator: MODERATOR, today });

describe('a press story', () => {
  test('is noted to the hour, listed and removed', async () => {
    const { store, talk } = await open();
    const olga = talk(MODERATOR, 'ru');
    const noted = seenOn('telegram', await olga.say('/news 13:40 вотсап'));
    expect(noted).toContain('Отмечено.\n№ 1 · 2026-11-21 13:00 · WhatsApp · olga');
    await olga.say('/news 9:00 вчера');
    expect(seenOn('telegram', await olga.say('/news'))).toContain('№ 2 · 2026-11-20 09:00 · все сервисы');
    await olga.say('/news 13:10 whatsapp');
    expect(await store.news.newest(9)).toHaveLength(2);
    await olga.press('Убрать № 1');
    expect(await store.news.newest(9)).toMatchObject([{ id: 2, service: null }]);
    expect(seenOn('telegram', await olga.say('/news off 1'))).toContain('нет');
  });

  test.each(['/news 14:01', '/news 25:00', '/news 14:00 завтра', '/news 12:00 zzqq'])(
    'that is none is not noted: %s',
    async (text) => {
      const { store, talk } = await open();
      await talk(MODERATOR, 'ru').say(text);
      expect(await store.news.newest(9)).toEqual([]);
    },
  );

  test('stands in the day of every zone at its local hour', async () => {
    const { store, talk } = await open();
    await talk(MODERATOR, 'ru').say('/news 0:30 max');
    const { ofDay } = createNotesFinder(store);
    const news = async (zone: string, day: string) => (await ofDay(zone, day)).news;
    expect(await news('Europe/Moscow', '2026-11-21')).toEqual([{ hour: 0, service: 'max' }]);
    expect(await news('Europe/Kaliningrad', '2026-11-20')).toEqual([{ hour: 23, service: 'max' }]);
    expect(await news('Asia/Yekaterinburg', '2026-11-21')).toEqual([{ hour: 2, service: 'max' }]);
    expect(await news('Europe/Moscow', '2026-11-20')).toEqual([]);
  });

  test('is told in the status of its day, of its service alone', async () => {
    const { talk } = await open();
    await talk(MODERATOR, 'ru').say('/news 13:00 whatsapp');
    const anna = talk('5001', 'en');
    const status = async (words: string) => seenOn('telegram', await anna.say(`/status ${words}`));
    expect(await status('')).toContain('At 13:00 a story was published (WhatsApp)');
    expect(await status('whatsapp')).toContain('a story was published');
    expect(await status('telegram')).not.toContain('a story');
  });
});
