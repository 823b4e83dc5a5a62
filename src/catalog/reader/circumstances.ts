import type { Network } from '../../domain/report.ts';
import type { Cue } from './cues/cue-book.ts';

/** When it happened. */
export interface When {
  /** 0 is today, -1 yesterday. */
  readonly day: 0 | -1;
  readonly part: 'night' | 'morning' | 'afternoon' | 'evening' | null;
}

const PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;

/** @returns null for now */
export function whenOf(cues: readonly Cue[]): When | null {
  const since = cues.filter((cue) => cue.name === 'since-morning');
  const told = cues.filter((cue) => !since.some((other) => other.start <= cue.start && cue.end <= other.end));
  const day = told.some((cue) => cue.name === 'yesterday') ? -1 : 0;
  if (cues.some((cue) => cue.name === 'since')) return null;
  const part = PARTS.find((name) => told.some((cue) => cue.name === name)) ?? null;
  return day === 0 && part === null ? null : { day, part };
}

export function networkOf(cues: readonly Cue[]): Network | null {
  const fixed = cues.some((cue) => cue.name === 'fixed');
  const mobile = cues.some((cue) => cue.name === 'mobile');
  return fixed === mobile ? null : fixed ? 'fixed' : 'mobile';
}
