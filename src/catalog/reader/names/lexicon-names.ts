import type { Ambiguous, Catalog } from '../../catalog.ts';
import { wordsOf } from '../../normalise.ts';

export type Kind = 'service' | 'city' | 'carrier' | 'region';

/** One name of a row of the catalog. */
export interface Named {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Also an ordinary word. */
  readonly weak: boolean;
}

/** @returns every name of every row; a name may belong to several rows */
export function namesIn({ services, carriers, cities, regions }: Catalog): Named[] {
  return [
    ...services.flatMap((row) => ambiguousNames('service', row)),
    ...carriers.flatMap((row) => ambiguousNames('carrier', row)),
    ...cities.flatMap((row) => ambiguousNames('city', row)),
    ...regions.flatMap(regionNames),
  ];
}

function regionNames({ id, name, aliases, weakAliases }: Ambiguous): Named[] {
  const names = [id, name.ru, name.en, ...aliases];
  if (name.ru.endsWith(' область')) names.push(name.ru.replace(/асть$/, ''));
  // "Киров калужский": of a town and not of its region, so it is no sure name.
  const masculine = aliases.filter((alias) => /ская$/.test(alias)).map((alias) => alias.replace(/ая$/, 'ий'));
  return [
    ...names.map((text) => ({ kind: 'region' as const, id, name: text, weak: false })),
    ...[...masculine, ...weakAliases].map((text) => ({
      kind: 'region' as const,
      id,
      name: text,
      weak: true,
    })),
  ];
}

/** A town whose very name is an ordinary word is no surer by that name in Latin letters. */
function ambiguousNames(kind: Kind, { id, name, aliases, weakAliases }: Ambiguous): Named[] {
  const key = (text: string) => wordsOf(text).join(' ');
  const doubtful = new Set(weakAliases.map(key));
  const wholly = doubtful.has(key(name.ru));
  const own = [id, name.ru, name.en].map((text) => ({ name: text, weak: wholly || doubtful.has(key(text)) }));
  const others = aliases.map((text) => ({ name: text, weak: doubtful.has(key(text)) }));
  const weak = weakAliases.map((text) => ({ name: text, weak: true }));
  return [...own, ...others, ...weak].map((one) => ({ kind, id, ...one }));
}
