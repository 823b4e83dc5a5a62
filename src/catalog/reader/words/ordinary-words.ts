import { readFileSync } from 'node:fs';

/** Ordinary words that look like a name of the catalog with a typo, one a line: they are never mended. */
export function loadOrdinaryWords(): ReadonlySet<string> {
  const text = readFileSync(new URL('../../data/ordinary-words.txt', import.meta.url), 'utf8');
  return new Set(text.split('\n').filter((word) => word !== ''));
}
