import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createTexts, LANGUAGES } from '../../src/locales/texts.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const keysOf = (file: string) =>
  [...readFileSync(join(SRC, 'locales', file), 'utf8').matchAll(/^([a-z][\w-]*) =/gm)].map(
    (match) => match[1] ?? '',
  );
const argumentsOf = (file: string) =>
  readFileSync(join(SRC, 'locales', file), 'utf8')
    .split(/\n(?=[a-z][\w-]* =)/)
    .map((message) => `${message.split(' ')[0]}: ${[...new Set(message.match(/\$\w+/g))].sort().join(' ')}`)
    .sort();

describe('texts', () => {
  test.each(LANGUAGES)('are the same in every language, with the same arguments: %s', (language) => {
    expect(keysOf(`${language}.ftl`).sort()).toEqual(keysOf('en.ftl').sort());
    expect(argumentsOf(`${language}.ftl`)).toEqual(argumentsOf('en.ftl'));
  });

  test('are all used', () => {
    const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(SRC, name), 'utf8'))
      .join('\n');
    // `help-${command.name}` and the like are used by their beginning.
    const made = [...code.matchAll(/`([a-z][\w-]*-)\$\{/g)].map((match) => match[1] ?? '');
    const unused = keysOf('ru.ftl').filter(
      (key) => !code.includes(`'${key}'`) && !made.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  test('choose the first language that there is', () => {
    const texts = createTexts();
    expect(texts.choose(null, 'en-GB', 'ru')).toBe('en');
    expect(texts.choose('de', null, 'ru')).toBe('ru');
    expect(texts.choose('de')).toBe('en');
    expect(texts.in('ru')('mydata', { count: 2, language: 'ru' })).toContain('2 ваших ответа');
    expect(() => texts.in('ru')('nothing')).toThrow(RangeError);
  });
});
