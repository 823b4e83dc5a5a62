/** Lines that somebody wrote to break a reader. */
export const HOSTILE: Record<string, string> = {
  'a hundred kilobytes of one letter': 'а'.repeat(100_000),
  'a hundred kilobytes of names': 'вотсап казань мтс '.repeat(6_000),
  'a hundred kilobytes of commas': ','.repeat(100_000),
  'a hundred kilobytes of clauses': 'не работает,'.repeat(9_000),
  'a hundred kilobytes of spaces before a word': `${' '.repeat(100_000)}вотсап`,
  'ligatures that grow eighteenfold': '\uFDFA'.repeat(5_000),
  'lone surrogates': '\uD83D вотсап \uDE00 казань \uD800',
  'the end of the text inside a pair': `${'x'.repeat(1_999)}😀`,
  NULs: 'вотсап\0казань\0не работает',
  'a stack of marks': `в${'\u0301'.repeat(50_000)}отсап`,
  'overrides of direction': '\u202E\u2066вотсап\u2069\u202C',
  'names of objects': 'constructor __proto__ toString hasOwnProperty',
  'a pattern that backtracks': `${'не '.repeat(30_000)}работает`,
  'words without a space': 'вотсапказаньмтснеработает'.repeat(1_000),
  'two alphabets in each word': 'вoтcaп кaзaнь '.repeat(3_000),
};
