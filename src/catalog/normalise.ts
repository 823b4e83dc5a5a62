/** More than any report has, in UTF-16 units; what comes after is not looked at. */
export const LONGEST = 2000;
const PLAIN = /^[\w \nа-яё,.;:!?()«»"+/-]*$/i;

/**
 * A text as it is compared: lower case, ё as е, without marks, controls and apostrophes.
 * NFKC can make a text eighteen times longer, so it is cut before and after.
 */
export function normalise(text: string): string {
  // Most lines need none of what follows, which is ten times slower.
  if (text.length <= LONGEST && PLAIN.test(text)) return text.toLowerCase().replaceAll('ё', 'е');
  return (
    text
      .slice(0, LONGEST)
      .toWellFormed()
      .normalize('NFKC')
      .slice(0, LONGEST)
      .toLowerCase()
      .replaceAll('ё', 'е')
      // "Telegram's down", "the vpn's on".
      .replace(/(?<=\p{L}{2})['’ʼ]s(?!\p{L})/gu, '')
      // After NFKC a mark that still stands alone belongs to no letter of ours.
      .replace(/[\p{M}\p{Cf}'’ʼ`]/gu, '')
  );
}

/** The words of a text as they are compared: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return normalise(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
