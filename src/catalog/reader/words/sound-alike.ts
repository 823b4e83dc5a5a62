/**
 * How a Russian word sounds, roughly: unstressed vowels are one, doubled and drawn-out letters single, and
 * -тся, -ться and -ца the same. Words that are written as they are heard share it: "тармазит", "открываеца".
 */
export function soundOf(word: string): string {
  return word
    .replace(/(?:ться|тся|тца|цца|ца)$/, 'ца')
    .replace(/(.)\1+/g, '$1')
    .replace(/о/g, 'а')
    .replace(/[еэ]/g, 'и')
    .replace(/ь$/, '');
}
