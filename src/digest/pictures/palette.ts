import type { State } from '../../domain/result.ts';

/** Paper and letters: 14 : 1 and 7 : 1. */
export const PAPER = '#FBFAF6';
export const INK = '#1B1F2A';
export const QUIET = '#525866';

/** How a surface is painted: a colour, and a pattern over it that tells it apart without colours. */
export interface Paint {
  readonly fill: string;
  readonly pattern: 'hatch' | 'cross' | 'dots' | 'gaps' | null;
}

/**
 * Blue for what works, orange to dark red for what does not: the pair that all kinds of colour blindness keep apart,
 * and each darker than the one before. Grey and hatched is what is not known.
 */
export const PAINTS: Readonly<Record<State, Paint>> = {
  fine: { fill: '#74B3E0', pattern: null },
  recovered: { fill: '#BCDDF2', pattern: 'dots' },
  unclear: { fill: '#F1E2AE', pattern: 'dots' },
  broke: { fill: '#DE600F', pattern: null },
  still_broken: { fill: '#B93A16', pattern: 'hatch' },
  blocked: { fill: '#5E1A36', pattern: null },
  too_few: { fill: '#E6E3DA', pattern: 'gaps' },
  no_data: { fill: '#E6E3DA', pattern: 'cross' },
};

/** Shares of people. */
export const SHARES = {
  works: PAINTS.fine,
  vpnOnly: { fill: '#F4B942', pattern: 'dots' },
  fails: PAINTS.blocked,
  none: PAINTS.too_few,
} as const satisfies Readonly<Record<string, Paint>>;

const tile = (id: NonNullable<Paint['pattern']>, size: number, turn: number, shape: string) =>
  `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">${shape}</pattern>`;

export const PATTERNS = [
  tile('hatch', 9, 45, '<rect width="3" height="9" fill="#FFF" fill-opacity=".55"/>'),
  tile('gaps', 9, 45, '<rect width="2" height="9" fill="#A9A79F"/>'),
  tile('cross', 10, 0, '<path d="M0 1H10M1 0V10" stroke="#A9A79F" stroke-width="2"/>'),
  tile('dots', 10, 45, '<circle cx="5" cy="5" r="2" fill="#1B1F2A" fill-opacity=".5"/>'),
].join('');

/** @returns the paint of what has no word of its own and goes by something wider. */
export function tint({ fill, pattern }: Paint): Paint {
  return { fill: mix(fill, PAPER, TINT), pattern };
}

/** So much of the paper shows through. */
const TINT = 0.6;

function mix(colour: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [one, two] = [colour, other].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * (1 - share) + (two ?? 0) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** @returns the attributes' shape twice where it has a pattern: the colour, and the pattern over it. */
export function painted({ fill, pattern }: Paint, shape: (paint: string) => string): string {
  return shape(`fill="${fill}"`) + (pattern === null ? '' : shape(`fill="url(#${pattern})"`));
}
