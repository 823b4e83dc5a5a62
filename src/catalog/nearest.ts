import type { Catalog } from './catalog.ts';
import { wordsOf } from './normalise.ts';
import { transliterate } from './spelling.ts';

/**
 * Finds the three rows whose names look most like words that were not understood.
 *
 * @param least how like they must be, 0 to 1
 */
export type Nearest = (
  kind: 'service' | 'city' | 'carrier',
  words: readonly string[],
  least?: number,
) => string[];

/** A name that is like all the words is worth more than one that is like one of them. */
const SINGLE_WORD = 0.8;
const COUNT = 3;

interface Candidate {
  readonly id: string;
  readonly grams: ReadonlySet<string>;
}

/**
 * Likeness is Dice's coefficient over trigrams, in Cyrillic by sound. The lists are made at the first question.
 *
 * @returns ids, the likest first; none when there are no words
 */
export function createNearest(catalog: Catalog): Nearest {
  const rows = { service: catalog.services, city: catalog.cities, carrier: catalog.carriers };
  const lists = new Map<string, Candidate[]>();

  const candidates = (kind: keyof typeof rows): Candidate[] => {
    const known = lists.get(kind);
    if (known) return known;
    const list = rows[kind].flatMap(({ id, name, aliases }) =>
      [name.ru, name.en, ...aliases].map((alias) => ({ id, grams: gramsOf(wordsOf(alias).join(' ')) })),
    );
    lists.set(kind, list);
    return list;
  };

  return (kind, words, least = 0) => {
    const whole = gramsOf(words.join(' '));
    const single = words.length > 1 ? words.map(gramsOf) : [];
    if (words.length === 0) return [];
    const best = new Map<string, number>();
    for (const { id, grams } of candidates(kind)) {
      const score = Math.max(
        likeness(whole, grams),
        ...single.map((word) => SINGLE_WORD * likeness(word, grams)),
      );
      if (score > (best.get(id) ?? -1)) best.set(id, score);
    }
    // Sorting keeps the catalog's order, by population or size, among equals.
    return [...best]
      .filter(([, score]) => score >= least)
      .sort((a, b) => b[1] - a[1])
      .slice(0, COUNT)
      .map(([id]) => id);
  };
}

function gramsOf(text: string): ReadonlySet<string> {
  const sound = `  ${text.split(' ').map(transliterate).join(' ')} `;
  return new Set(Array.from({ length: sound.length - 2 }, (_, start) => sound.slice(start, start + 3)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
