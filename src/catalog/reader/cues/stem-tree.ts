/** Finds which of many stems a word begins with, letter by letter. */
export interface StemTree {
  add(stem: string): void;
  /** @returns the stems, the shortest first */
  stemsOf(word: string): string[];
}

interface Branch {
  readonly next: Map<number, Branch>;
  stem: string | null;
}

export function createStemTree(): StemTree {
  const root: Branch = { next: new Map(), stem: null };
  return {
    add: (stem) => {
      let branch = root;
      for (let at = 0; at < stem.length; at++) {
        const letter = stem.charCodeAt(at);
        const child = branch.next.get(letter) ?? { next: new Map(), stem: null };
        branch.next.set(letter, child);
        branch = child;
      }
      branch.stem = stem;
    },
    stemsOf: (word) => {
      const stems: string[] = [];
      let branch: Branch | undefined = root;
      for (let at = 0; at < word.length; at++) {
        branch = branch.next.get(word.charCodeAt(at));
        if (!branch) return stems;
        if (branch.stem !== null) stems.push(branch.stem);
      }
      return stems;
    },
  };
}
