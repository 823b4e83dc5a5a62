/** More than any report has; what comes after is not looked at. */
const LONGEST = 2000;

/**
 * The words of a text as they are compared: lower case, ё as е, without marks, controls and punctuation.
 * NFKC can make a text eighteen times longer, so it is cut before and after.
 */
export function wordsOf(text: string): string[] {
  const folded = text
    .slice(0, LONGEST)
    .toWellFormed()
    .normalize('NFKC')
    .slice(0, LONGEST)
    .toLowerCase()
    .replaceAll('ё', 'е')
    // After NFKC a mark that still stands alone belongs to no letter of ours.
    .replace(/[\p{Mn}\p{Cf}'’`]/gu, '');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const KEYS_EN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS_RU = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const TO_RU = new Map([...KEYS_EN].map((key, index) => [key, KEYS_RU[index] ?? key]));
const TO_EN = new Map([...KEYS_RU].map((key, index) => [key, KEYS_EN[index] ?? key]));

/** What the same keys write on the other keyboard layout: `vnc` is мтс, `ьеы` is mts. */
export function swapLayout(word: string): string {
  const map = /[а-я]/.test(word) ? TO_EN : TO_RU;
  return [...word]
    .map((letter) => map.get(letter) ?? letter)
    .join('')
    .replaceAll('ё', 'е');
}

const SOUNDS: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['yo', 'е'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ['ju', 'ю'],
  ['ja', 'я'],
  ['ye', 'е'],
  ['iy', 'ий'],
  ['a', 'а'],
  ['b', 'б'],
  ['v', 'в'],
  ['g', 'г'],
  ['d', 'д'],
  ['e', 'е'],
  ['z', 'з'],
  ['i', 'и'],
  ['j', 'й'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['f', 'ф'],
  ['h', 'х'],
  ['c', 'ц'],
  ['w', 'в'],
  ['x', 'кс'],
  ['q', 'к'],
  ['y', 'ы'],
];

/** A Latin word in Cyrillic by sound: `kazani` is казани. */
export function transliterate(word: string): string {
  let rest = word;
  let result = '';
  while (rest !== '') {
    const sound = SOUNDS.find(([latin]) => rest.startsWith(latin));
    result += sound ? sound[1] : rest[0];
    rest = rest.slice(sound ? sound[0].length : 1);
  }
  return result;
}

const TWINS: readonly (readonly [string, string])[] = [
  ['a', 'а'],
  ['c', 'с'],
  ['e', 'е'],
  ['o', 'о'],
  ['p', 'р'],
  ['x', 'х'],
  ['y', 'у'],
  ['k', 'к'],
  ['m', 'м'],
  ['t', 'т'],
  ['h', 'н'],
  ['b', 'в'],
];
const TWIN_TO_RU = new Map(TWINS);
const TWIN_TO_EN = new Map(TWINS.map(([latin, cyrillic]) => [cyrillic, latin]));

/** A word in one alphabet only, where letters that look alike were mixed; null where there is nothing to mend. */
export function unmixTwins(word: string): string | null {
  if (!/[a-z]/.test(word) || !/[а-я]/.test(word)) return null;
  const cyrillic = [...word].map((letter) => TWIN_TO_RU.get(letter) ?? letter).join('');
  if (!/[a-z]/.test(cyrillic)) return cyrillic;
  const latin = [...word].map((letter) => TWIN_TO_EN.get(letter) ?? letter).join('');
  return /[а-я]/.test(latin) ? null : latin;
}

const ENDINGS =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ою|ею|ью|ой|ей|ий|ый|ая|яя|ое|ее|ую|юю|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ов|ев|а|я|у|ю|е|и|ы|о|ь|й)$/;

/** The word without its case ending, as far as a simple rule can tell: казань, казани → казан. */
export function stemOf(word: string): string {
  if (word.length < 3 || !/[а-я]$/.test(word)) return word;
  const stem = word.replace(ENDINGS, '');
  return stem.length >= 2 ? stem : word;
}
