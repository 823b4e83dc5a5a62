import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Span } from '../spans.ts';
import { type Atom, expandPattern } from './cue-patterns.ts';
import { createFillers, type Fillers, fillerBit } from './fillers.ts';
import { createStemTree } from './stem-tree.ts';

/** Patterns of words by what they say; `data/cues.json`. */
export type Cues = Readonly<Record<string, readonly string[]>>;

interface CueClass {
  /** `fails/slow`. */
  readonly name: string;
  /** What stands before the `/`: `fails`. */
  readonly family: string;
  /** What stands after it: `slow`. */
  readonly symptom: string | null;
}

/** What the words of a line are. */
export interface Found {
  /** For each place and class the longest cue that begins there, in the order of places. */
  readonly cues: Cue[];
  readonly fillers: Fillers;
}

/** Words of a text that say something of a class: the numbers of the words; `end` is outside. */
export type Cue = CueClass & Span;

/** Finds cues in words. */
export interface CueBook {
  /** Whether the word stands in some pattern. */
  knows(word: string): boolean;
  /** Whether the word alone is a cue of the class. */
  is(word: string, name: string): boolean;
  find(words: readonly string[]): Found;
  /** Words that stand in patterns as they are, not as stems. */
  readonly literals: readonly string[];
}

interface Node {
  /** Most patterns are of one word and go no further. */
  next: Map<Atom, Node> | null;
  readonly classes: CueClass[];
  /** Bits of the classes of fillers that end here. */
  fills: number;
}

/** What a word is in patterns. */
interface Known {
  readonly atoms: readonly Atom[];
  /** What is left of the patterns that it opens. */
  readonly opens: readonly Node[];
}

/** Words that are remembered; chat repeats its words. */
const REMEMBERED = 20_000;
/** Letters of a stem that make a word a known one. */
const SHORTEST_KNOWN = 3;
/** "Мемафон" is no meme: up to this length a stem takes only endings, which are short. */
const SHORT_STEM = 4;
const LONGEST_ENDING = 3;

export function loadCues(): Cues {
  const file = new URL('../../data/cues.json', import.meta.url);
  return z.record(z.string(), z.array(z.string().min(1))).parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function createCueBook(cues: Cues): CueBook {
  const root = createNode();
  const literals = new Set<string>();
  const stems = createStemTree();
  const referred = new Set<string>();

  const learnAtom = (atom: Atom) => {
    if (atom.startsWith('<')) referred.add(atom.slice(1, -1));
    else if (atom.endsWith('*')) stems.add(atom.slice(0, -1));
    else literals.add(atom);
  };
  for (const [name, patterns] of Object.entries(cues)) {
    const named = classNamed(name);
    const bit = fillerBit(name);
    for (const sequence of patterns.flatMap(expandPattern)) {
      sequence.forEach(learnAtom);
      const end = sequence.reduce(childOf, root);
      if (bit !== 0) end.fills |= bit;
      else if (!end.classes.includes(named)) end.classes.push(named);
    }
  }

  const remembered = new Map<string, Known>();
  const knownAs = (word: string): Known => {
    const known = remembered.get(word);
    if (known) return known;
    const atoms = literals.has(word) ? [word] : [];
    for (const stem of stems.stemsOf(word)) atoms.push(`${stem}*`);
    const opened = (atom: Atom) => root.next?.get(atom);
    const classes = atoms.flatMap((atom) => opened(atom)?.classes ?? []);
    atoms.push(...new Set(classes.filter(({ name }) => referred.has(name)).map(({ name }) => `<${name}>`)));
    const opens = atoms.flatMap((atom) => opened(atom) ?? []);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, { atoms, opens });
    return { atoms, opens };
  };

  /** A stem within a phrase is too little to know a word by, and a short one with a long rest. */
  const isOpening = (stem: string, word: string) =>
    stem.length >= SHORTEST_KNOWN &&
    (stem.length > SHORT_STEM || word.length - stem.length <= LONGEST_ENDING) &&
    root.next?.has(`${stem}*`);

  /** Adds the cues from `start` that end at `at` or later to those found from there. */
  const walk = (
    node: Node,
    words: readonly string[],
    start: number,
    at: number,
    found: Cue[],
    fills: Uint8Array,
  ) => {
    for (let filled = start; node.fills !== 0 && filled < at; filled++)
      fills[filled] = (fills[filled] ?? 0) | node.fills;
    for (const cue of node.classes) keepLonger(found, { ...cue, start, end: at });
    const word = words[at];
    if (word === undefined || node.next === null) return;
    for (const atom of knownAs(word).atoms) {
      const next = node.next.get(atom);
      if (next) walk(next, words, start, at + 1, found, fills);
    }
  };

  return {
    literals: [...literals],
    knows: (word) => literals.has(word) || stems.stemsOf(word).some((stem) => isOpening(stem, word)),
    is: (word, name) => knownAs(word).opens.some(({ classes }) => classes.some((cue) => cue.name === name)),
    find: (words) => {
      const cues: Cue[] = [];
      const fills = new Uint8Array(words.length);
      for (let start = 0; start < words.length; start++) {
        const found: Cue[] = [];
        for (const node of knownAs(words[start] ?? '').opens)
          walk(node, words, start, start + 1, found, fills);
        cues.push(...found);
      }
      return { cues, fillers: createFillers(fills) };
    },
  };
}

function classNamed(name: string): CueClass {
  const [family = name, symptom = null] = name.split('/');
  return { name, family, symptom };
}

function keepLonger(found: Cue[], cue: Cue): void {
  const known = found.findIndex((other) => other.name === cue.name);
  if (known < 0) found.push(cue);
  else if ((found[known]?.end ?? 0) < cue.end) found[known] = cue;
}

function createNode(): Node {
  return { next: null, classes: [], fills: 0 };
}

function childOf(node: Node, atom: Atom): Node {
  node.next ??= new Map();
  const known = node.next.get(atom);
  if (known) return known;
  const child = createNode();
  node.next.set(atom, child);
  return child;
}
