import { cityFrom, cityIn, cityTo } from 'lvovich';
import type { City } from '../../../src/catalog/catalog.ts';

/** A town's name after the preposition that goes with its case. */
export interface CityForm {
  readonly case: 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';
  readonly phrase: string;
}

/** lvovich leaves names in the plural as they are. Their genitive follows no rule, the rest does. */
const PLURAL = /(?<stem>[А-Яа-яёЁ-]+?)(?<ending>[ыи])$/;
const ADJECTIVE_PLURAL: readonly (readonly [RegExp, string])[] = [
  [/ые(?= )/, 'ых'],
  [/ие(?= )/, 'их'],
];
/** Names in one form in every case. */
const UNDECLINED = /(?:[эуюё]|Сочи|Саки|Шали|Покачи|Гусиноозерск-)$/;
/** What the genitive's ending becomes in the dative and in the instrumental; the first that fits. */
const FROM_GENITIVE: readonly (readonly [string, string, string])[] = [
  ['ского', 'скому', 'ским'],
  ['цкого', 'цкому', 'цким'],
  ['ого', 'ому', 'ым'],
  ['его', 'ему', 'им'],
  ['ей', 'ей', 'ей'],
  ['ой', 'ой', 'ой'],
  ['ии', 'ии', 'ией'],
  ['ы', 'е', 'ой'],
  ['а', 'у', 'ом'],
  ['я', 'ю', 'ем'],
];

/**
 * The forms of a town's name made without the reader's own generator: lvovich's three cases, and the dative and
 * instrumental that follow from its genitive where one word is declined.
 */
export function cityForms({ name }: City): CityForm[] {
  const own = name.ru;
  const forms: CityForm[] = [{ case: 'nominative', phrase: own }];
  if (UNDECLINED.test(own)) return [...forms, { case: 'prepositional', phrase: `в ${own}` }];
  const plural = PLURAL.exec(own);
  if (plural) return [...forms, ...pluralForms(own)];
  forms.push({ case: 'genitive', phrase: `из ${cityFrom(own)}` });
  forms.push({ case: 'accusative', phrase: `в ${cityTo(own)}` });
  forms.push({ case: 'prepositional', phrase: `в ${cityIn(own)}` });
  return [...forms, ...derivedForms(own, cityFrom(own))];
}

function pluralForms(own: string): CityForm[] {
  if (/ /.test(own) && !ADJECTIVE_PLURAL.some(([ending]) => ending.test(own))) return [];
  const soft = /(?:[лрнтдс]и|чи|щи|жи|ши|ки|ги|хи)$/.test(own) && !/(?:чи|щи|жи|ши|ки|ги|хи)$/.test(own);
  const stem = ADJECTIVE_PLURAL.reduce((text, [from, to]) => text.replace(from, to), own.slice(0, -1));
  const dative = ADJECTIVE_PLURAL.reduce((text, [from]) => text.replace(from, 'ым'), own.slice(0, -1));
  const letter = soft ? 'я' : 'а';
  return [
    { case: 'prepositional', phrase: `в ${stem}${letter}х` },
    { case: 'dative', phrase: `по ${dative}${letter}м` },
    { case: 'instrumental', phrase: `под ${dative}${letter}ми`.replace(/ым(?= )/, 'ыми') },
  ];
}

function derivedForms(own: string, genitive: string): CityForm[] {
  if (/[ -]/.test(own)) return [];
  if (own.endsWith('ь') && genitive.endsWith('и')) {
    return [
      { case: 'dative', phrase: `по ${genitive}` },
      { case: 'instrumental', phrase: `под ${own}ю` },
    ];
  }
  const rule = FROM_GENITIVE.find(([ending]) => genitive.endsWith(ending));
  if (!rule || genitive === own) return [];
  const stem = genitive.slice(0, genitive.length - rule[0].length);
  return [
    { case: 'dative', phrase: `по ${stem}${rule[1]}` },
    { case: 'instrumental', phrase: `под ${stem}${rule[2]}` },
  ];
}
