/**
 * Endings of Russian names in the nominative, and those of their other cases. Where an ending belongs to nouns
 * and to adjectives (Уренгой, Трехгорный), both are given: a form that nobody uses does no harm.
 */
const PATTERNS: readonly (readonly [string, string])[] = [
  ['ский', 'ского скому ским ском'],
  ['цкий', 'цкого цкому цким цком'],
  ['ий', 'ого его ому ему им ом ем'],
  ['ый', 'ого ому ым ом'],
  ['ой', 'ого ому ым ом оя ою оем ое'],
  ['ая', 'ой ую'],
  ['яя', 'ей юю'],
  ['ое', 'ого ому ым ом'],
  ['ее', 'его ему им ем'],
  ['ые', 'ых ым ыми'],
  ['ие', 'их им ими'],
  ['ия', 'ии ию ией'],
  ['ец', 'ца цу цом це ьца ьцу ьцом ьце'],
  ['ок', 'ка ку ком ке ока оку оком оке'],
  ['рел', 'рла рлу рлом рле'],
  ['йки', 'ек йкам йками йках'],
  ['ки', 'ок ек к ков кам ками ках'],
  ['а', 'ы и е у ой ей'],
  ['я', 'и е ю ей'],
  ['ь', 'и ью я ю ем е'],
  ['й', 'я ю ем е и'],
  ['о', 'а у ом е'],
  ['е', 'я а ю у ем ом'],
  ['цы', 'ц ец цев цам цами цах'],
  ['ы', ' ов ам ами ах'],
  ['и', ' ей ов ям ам ями ами ях ах'],
];
const CONSONANT = 'а у ом ем е ым';

/** @returns the forms of a Russian word that stands in the nominative, itself the first. */
export function formsOf(word: string): string[] {
  if (!/^[а-я]{3,}$/.test(word)) return [word];
  const [ending, others] = PATTERNS.find(([nominative]) => word.endsWith(nominative)) ?? ['', CONSONANT];
  // Names in -у, -ю and -э have one form.
  if (ending === '' && /[уюэ]$/.test(word)) return [word];
  const stem = word.slice(0, word.length - ending.length);
  return [word, ...others.split(' ').map((other) => stem + other)];
}
