import { describe, expect, test } from '@jest/globals';
import { textAt, widthOf } from '../../../src/digest/pictures/text.ts';
import { shortName } from '../../../src/digest/pictures/wording.ts';
import { measured } from './measure.ts';
import { catalog, writingIn } from './writing.ts';

const LETTERS =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZабвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ0123456789.,:;·№+—–-%()«»…/’';

function textOf(words: string, bold: boolean): string {
  return textAt({ x: 0, y: 100, size: 50, room: 100_000, fill: '#000', bold }, words);
}

describe('words in a picture', () => {
  test.each([true, false])('are never wider than they are taken to be, bold %s', (bold) => {
    const tooWide = [...LETTERS].filter(
      (letter) => measured(textOf(letter.repeat(20), bold)) > widthOf(letter.repeat(20), 50),
    );
    expect(tooWide).toEqual([]);
  });

  test.each(['ru', 'en'])('keep to their room: the names of all services, %s', (language) => {
    const room = 160;
    const names = catalog.services.map(({ id }) => shortName(id, writingIn(language)));
    const texts = names.map((name) => textAt({ x: 0, y: 100, size: 30, room, fill: '#000' }, name));
    expect(texts.filter((text) => measured(text) > room)).toEqual([]);
    expect(texts.some((text) => text.includes('…'))).toBe(true);
  });

  test('are never smaller than 24 pixels', () => {
    const text = textAt({ x: 0, y: 0, size: 50, room: 90, fill: '#000' }, 'Перекличка');
    expect(/font-size="(\d+)"/.exec(text)?.[1]).toBe('24');
  });

  test('cannot be taken for markup', () => {
    expect(textAt({ x: 0, y: 0, size: 30, room: 900, fill: '#000' }, 'a<b>&c')).toContain('>a&lt;b>&amp;c<');
  });
});
