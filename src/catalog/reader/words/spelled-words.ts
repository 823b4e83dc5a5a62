import { otherSpellings, swapLayout } from '../../spelling.ts';
import type { CueBook } from '../cues/cue-book.ts';
import type { Lexicon } from '../names/lexicon.ts';
import { soundOf } from './sound-alike.ts';
import { createTypoIndex, type Likely } from './typo-index.ts';

/** How sure one can be that a word was meant as it is read. */
export type Sureness = 'as-written' | 'respelled' | 'mended' | 'guessed';

export function isTypo(sureness: Sureness): boolean {
  return sureness === 'mended' || sureness === 'guessed';
}

export interface Spelled {
  readonly word: string;
  readonly sureness: Sureness;
  /** Whether it is a known word typed on the other keyboard layout. */
  readonly slipped: boolean;
}

/** Classes whose words are recognised with a typo: what is said of a service, not what makes a line something else. */
const MENDED = [
  'works',
  'works/cannot-connect',
  'works/messages',
  'fails',
  'vocabulary',
  'now',
  'yesterday',
  'mobile',
  'fixed',
  'modal',
];

function isRussian(word: string): boolean {
  return word.length >= SHORTEST_CUE && /^[а-я]+$/.test(word);
}

function isLongRussian(word: string): boolean {
  return word.length >= LONG && isRussian(word);
}

/** Reads a word as the one that was meant. */
export interface Speller {
  spell(word: string): Spelled;
}

type Meant = Omit<Spelled, 'slipped'>;

/** Words that are remembered; chat repeats its words. */
const REMEMBERED = 20_000;
/** Cue words from this length on are recognised with a typo; shorter ones are too like others. */
const SHORTEST_CUE = 5;
/** From this length on a word with two typos may be a cue, and one with one typo is hardly another word. */
const LONG_CUE = 9;
const LONG = 7;

/**
 * A word that is known stays as it is. Another may be a known one on the other keyboard layout, in the other
 * alphabet or with letters that look alike; else with a typo, unless it is an ordinary word of its own.
 */
export function createSpeller(lexicon: Lexicon, cues: CueBook, ordinary: ReadonlySet<string>): Speller {
  const isMain = (word: string) => lexicon.isNominative(word) || !lexicon.knows(word);
  /** Words of cues that are recognised with a typo, in their order: the commonest first. */
  const cueWords = lazily(() => {
    const mended = cues.literals.filter(
      (word) => word.length >= SHORTEST_CUE && MENDED.some((name) => cues.is(word, name)),
    );
    return new Map(mended.map((word, nth) => [word, nth]));
  });
  const typos = lazily(() => createTypoIndex([...lexicon.forms, ...cueWords().keys()], isMain));
  const sounds = lazily(
    () =>
      new Map(
        [...cueWords().keys(), ...lexicon.forms.filter(isLongRussian)].map((word) => [soundOf(word), word]),
      ),
  );
  const isKnown = (word: string) => lexicon.knows(word) || cues.knows(word);
  const remembered = new Map<string, Spelled>();

  const mend = (word: string): Meant | null => {
    const likely = typos().nearest(word);
    const edits = likely[0]?.edits ?? 1;
    // A cue is taken before a name, which would be worse if it were wrong, and a name as it is before its forms.
    const far = edits === 2 && word.length < LONG_CUE;
    const told = far ? [] : likely.filter((one) => !lexicon.knows(one.word));
    const nth = ({ word: cue }: Likely) => (cues.is(cue, 'vocabulary') ? -1 : (cueWords().get(cue) ?? 0));
    const cue = told.toSorted((a, b) => nth(a) - nth(b))[0];
    const names = likely.filter((one) => lexicon.knows(one.word));
    const nominatives = names.filter((one) => lexicon.isNominative(one.word));
    const name = best(nominatives, word) ?? best(names, word);
    const meant = cue ?? name;
    if (!meant) return null;
    return { word: meant.word, sureness: edits === 1 && word.length >= LONG ? 'mended' : 'guessed' };
  };

  /**
   * "Вайвер" is Viber rather than a name that fewer know; what is also a cue is better known than any. Few mistake the
   * first letter: "Назани" is Назрань and not Казань.
   */
  const best = (names: readonly Likely[], written: string): Likely | undefined => {
    const rank = ({ word }: Likely) => (cues.knows(word) ? -1 : lexicon.rank(word));
    const isOther = ({ word }: Likely) => (word[0] === written[0] ? 0 : 1);
    return names.toSorted((a, b) => isOther(a) - isOther(b) || rank(a) - rank(b))[0];
  };

  const isSettled = (word: string) =>
    isKnown(word) || ordinary.has(word) || /^\d+$/.test(word) || lexicon.townsOf(word).length > 0;

  const respell = (word: string, others: readonly string[]): Meant | null => {
    const known = others.find(isKnown);
    if (known !== undefined) return { word: known, sureness: 'respelled' };
    return others.some((other) => ordinary.has(other)) ? { word, sureness: 'as-written' } : null;
  };

  const hear = (word: string): Meant | null => {
    const heard = isRussian(word) ? sounds().get(soundOf(word)) : undefined;
    return heard === undefined ? null : { word: heard, sureness: 'mended' };
  };

  const spellAnew = (word: string): Meant => {
    const asWritten: Meant = { word, sureness: 'as-written' };
    if (isSettled(word)) return asWritten;
    const others = otherSpellings(word);
    const read = respell(word, others) ?? hear(word) ?? mend(word);
    if (read) return read;
    for (const other of others) {
      const mended = mend(other);
      if (mended) return mended;
    }
    return asWritten;
  };

  const isSlipped = (word: string) => /^[a-z]{3,}$/.test(word) && !isKnown(word) && isKnown(swapLayout(word));

  return {
    spell: (word) => {
      const known = remembered.get(word);
      if (known) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const spelled = { ...spellAnew(word), slipped: isSlipped(word) };
      remembered.set(word, spelled);
      return spelled;
    },
  };
}

/** Made when it is first asked for: most commands of the command line never see a word that nobody knows. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
