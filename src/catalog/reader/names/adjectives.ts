import type { Catalog } from '../../catalog.ts';
import { wordsOf } from '../../normalise.ts';

/** @returns the towns that an adjective is made of, the largest first; none when it is of no town: "сызранский" */
export type TownAdjectives = (word: string) => readonly string[];

const ENDINGS = /(?<=[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их|ими|ое)$/;
/** Stems that no rule gives, and those of names of several words. */
const IRREGULAR: Readonly<Record<string, string>> = {
  'saint-petersburg': 'петербургск питерск',
  'nizhny-novgorod': 'нижегородск',
  'veliky-novgorod': 'новгородск',
  'rostov-on-don': 'ростовск',
  'naberezhnye-chelny': 'челнинск',
  'yoshkar-ola': 'йошкаролинск',
  moscow: 'московск',
  ufa: 'уфимск',
  vologda: 'вологодск',
  oryol: 'орловск',
  tula: 'тульск',
  grozny: 'грозненск',
};
/** How towns become adjectives, by their ending; a stem that nobody uses does no harm. */
const RULES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?<=[сц]к)$/, ['']],
  [/(?<=ец)$/, ['к']],
  [/г[аи]$/, ['жск']],
  [/цы$/, ['ецк']],
  [/[аяиы]$/, ['ск', 'инск', 'енск', 'йск']],
  [/[оеь]$/, ['ск']],
  [/(?<=[бвгджзклмнпрстфхчш])$/, ['ск']],
];

export function createTownAdjectives({ cities }: Catalog): TownAdjectives {
  const towns = new Map<string, string[]>();
  for (const { id, name } of cities) {
    for (const stem of IRREGULAR[id]?.split(' ') ?? stemsOf(wordsOf(name.ru))) {
      const others = towns.get(stem);
      if (others) others.push(id);
      else towns.set(stem, [id]);
    }
  }
  return (word) => (ENDINGS.test(word) ? (towns.get(word.replace(ENDINGS, '')) ?? []) : []);
}

function stemsOf([word = '', ...others]: readonly string[]): string[] {
  const rule = others.length === 0 ? RULES.find(([ending]) => ending.test(word)) : undefined;
  return rule ? rule[1].map((stem) => word.replace(rule[0], stem)) : [];
}
