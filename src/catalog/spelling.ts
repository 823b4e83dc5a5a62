const KEYS_EN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS_RU = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const TO_RU = new Map([...KEYS_EN].map((key, index) => [key, KEYS_RU[index] ?? key]));
const TO_EN = new Map([...KEYS_RU].map((key, index) => [key, KEYS_EN[index] ?? key]));

/** Longer groups of letters come before their beginnings. */
const SOUNDS = new Map(
  Object.entries({
    shch: 'щ',
    sch: 'щ',
    yo: 'е',
    zh: 'ж',
    kh: 'х',
    ts: 'ц',
    ch: 'ч',
    sh: 'ш',
    yu: 'ю',
    ya: 'я',
    ju: 'ю',
    ja: 'я',
    ye: 'е',
    iy: 'ий',
    a: 'а',
    b: 'б',
    v: 'в',
    g: 'г',
    d: 'д',
    e: 'е',
    z: 'з',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    f: 'ф',
    h: 'х',
    c: 'ц',
    w: 'в',
    x: 'кс',
    q: 'к',
    y: 'ы',
  }),
);
const SOUND = new RegExp([...SOUNDS.keys()].join('|'), 'g');

const TWINS_EN = 'aceopxykmthb';
const TWINS_RU = 'асеорхукмтнв';
const TWIN_TO_RU = new Map([...TWINS_EN].map((letter, index) => [letter, TWINS_RU[index] ?? letter]));
const TWIN_TO_EN = new Map([...TWINS_RU].map((letter, index) => [letter, TWINS_EN[index] ?? letter]));

/** @returns other words that whoever wrote this one may have meant, the likeliest first. */
export function otherSpellings(word: string): string[] {
  const ways = [...unmixTwins(word)];
  // "Тиктооок", "слоооу".
  if (/(.)\1\1/.test(word)) ways.push(word.replace(/(.)\1\1+/g, '$1'));
  if (/^[a-z]{4,}$/.test(word)) ways.push(...transliterations(word));
  if (word.length > 2) ways.push(swapLayout(word));
  // "Ккод", "коод".
  if (/(.)\1/.test(word)) ways.push(word.replace(/(.)\1+/g, '$1'));
  return [...new Set(ways)].filter((way) => way !== word);
}

/** What the same keys write on the other keyboard layout: `vnc` is мтс, `ьеы` is mts. */
export function swapLayout(word: string): string {
  return mapLetters(word, /[а-я]/.test(word) ? TO_EN : TO_RU).replaceAll('ё', 'е');
}

/** A Latin word in Cyrillic by sound: `kazani` is казани. */
export function transliterate(word: string): string {
  return word.replace(SOUND, (sound) => SOUNDS.get(sound) ?? sound);
}

/** Latin letters have more than one way back: `krasnoyarskiy`, `chelyabinsk` with y for й, ж for j, х for h. */
function transliterations(word: string): string[] {
  const sound = transliterate(word);
  const iota = transliterate(word.replace(/([aeiou])y(?![aoeu])/g, '$1j'));
  return [sound, iota, transliterate(word.replaceAll('j', 'zh')), sound.replaceAll('кс', 'х')];
}

/** The word in one alphabet, where it was written with letters of the other that look alike. */
function unmixTwins(word: string): string[] {
  if (!/^[a-zа-я0-9]+$/.test(word)) return [];
  const cyrillic = mapLetters(word, TWIN_TO_RU);
  const latin = mapLetters(word, TWIN_TO_EN);
  return [...(/[a-z]/.test(cyrillic) ? [] : [cyrillic]), ...(/[а-я]/.test(latin) ? [] : [latin])];
}

function mapLetters(word: string, map: ReadonlyMap<string, string>): string {
  let mapped = '';
  for (const letter of word) mapped += map.get(letter) ?? letter;
  return mapped;
}
