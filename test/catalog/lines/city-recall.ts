import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Reader } from '../../../src/catalog/reader/reader.ts';
import { type CityForm, cityForms } from './city-forms.ts';

export interface CityRecall {
  readonly mentions: number;
  /** Shares of the mentions, 0 to 1. */
  readonly found: number;
  readonly wrong: number;
  readonly missed: readonly { readonly id: string; readonly form: CityForm; readonly read: string | null }[];
}

/** Reads a line with every town of the catalog in each of its cases. Towns of one name are each other's. */
export function cityRecall({ cities }: Catalog, reader: Reader): CityRecall {
  const byName = Map.groupBy(cities, (city) => city.name.ru);
  const results = cities.flatMap((city) =>
    cityForms(city).map((form) => {
      const read = reader.readArguments(lineWith(form)).city;
      const isRight = byName.get(city.name.ru)?.some(({ id }) => id === read) ?? false;
      return { id: city.id, form, read, isRight };
    }),
  );
  const missed = results.filter(({ isRight }) => !isRight);
  return {
    mentions: results.length,
    found: 1 - missed.length / results.length,
    wrong: missed.filter(({ read }) => read !== null).length / results.length,
    missed,
  };
}

function lineWith({ case: kind, phrase }: CityForm): string {
  return kind === 'nominative' ? `${phrase}, вотсап не работает, мтс` : `${phrase} не работает вотсап, мтс`;
}
