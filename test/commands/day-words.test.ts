import { describe, expect, test } from '@jest/globals';
import { takeDay } from '../../src/commands/day-words.ts';

const TODAY = '2026-11-25';

describe('a day among words', () => {
  test.each([
    ['2026-11-21 kazan', '2026-11-21', 'kazan'],
    ['казань 21.11', '2026-11-21', 'казань'],
    ['21.11.2025', '2025-11-21', ''],
    ['1.2 мтс', '2026-02-01', 'мтс'],
    ['Вчера казань', '2026-11-24', 'казань'],
    ['yesterday', '2026-11-24', ''],
    ['whatsapp сегодня 24.11', '2026-11-25', 'whatsapp 24.11'],
    ['позавчера', '2026-11-23', ''],
  ])('%s', (words, day, rest) => {
    expect(takeDay(words, TODAY)).toEqual({ day, rest });
  });

  test('without its year is the last one that has come', () => {
    expect(takeDay('31.12', TODAY).day).toBe('2025-12-31');
    expect(takeDay('25.11', TODAY).day).toBe(TODAY);
    expect(takeDay('29.2', '2026-03-01').day).toBeNull();
  });

  test.each(['30.02.2026', '2026-02-30', '14:00', '21.13', 'казань', '1.5.2'])('%s is none', (word) => {
    expect(takeDay(word, TODAY)).toEqual({ day: null, rest: word });
  });
});
