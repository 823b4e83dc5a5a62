/** What one word of a text must be: itself, of a stem (`работа*`), or of a class of words (`<vpn>`). */
export type Atom = string;

const PIECE = /\([^)]*\)\??|\S+/g;

/**
 * Writes a pattern out in full. A group `(a|b c)` stands for any of its choices, with `?` after it also for
 * nothing: `без (своего)? <vpn>` is `без <vpn>` and `без своего <vpn>`.
 *
 * @returns sequences of atoms, none empty
 */
export function expandPattern(pattern: string): Atom[][] {
  // Most patterns are plain words.
  if (!pattern.includes('(')) return [pattern.split(' ').filter((atom) => atom !== '')];
  let sequences: Atom[][] = [[]];
  for (const piece of pattern.match(PIECE) ?? []) {
    const choices = choicesOf(piece);
    sequences = sequences.flatMap((start) => choices.map((choice) => [...start, ...choice]));
  }
  return sequences.filter((sequence) => sequence.length > 0);
}

function choicesOf(piece: string): Atom[][] {
  const optional = piece.endsWith('?');
  const bare = optional ? piece.slice(0, -1) : piece;
  const choices = bare.startsWith('(') ? bare.slice(1, -1).split('|') : [bare];
  const sequences = choices.map((choice) =>
    choice
      .trim()
      .split(' ')
      .filter((atom) => atom !== ''),
  );
  return optional ? [...sequences, []] : sequences;
}
