import type { Cell } from '../domain/cell.ts';
import type { Catalog } from './catalog.ts';

/** What the catalog's rows are called in one language. An id that the catalog lost is shown as it is. */
export interface Names {
  service(id: string): string;
  /** With its region where another town has the same name. */
  city(id: string): string;
  region(id: string): string;
  carrier(id: string): string;
  /** City (or region) and carrier, as far as they are known: `Казань, МТС`; empty for the whole country. */
  place(of: Pick<Cell, 'region' | 'city' | 'carrier'>): string;
}

export function createNames(catalog: Catalog, language: string): Names {
  const key = language === 'ru' ? 'ru' : 'en';
  const table = (rows: readonly { id: string; name: { ru: string; en: string } }[]) => {
    const names = new Map(rows.map((row) => [row.id, row.name[key]]));
    return (id: string) => names.get(id) ?? id;
  };
  const region = table(catalog.regions);
  const towns = Map.groupBy(catalog.cities, (row) => row.name[key]);
  const city = table(
    catalog.cities.map((row) => {
      const alone = towns.get(row.name[key])?.length === 1;
      const full = (name: 'ru' | 'en') => `${row.name[name]} (${region(row.regionId)})`;
      return alone ? row : { id: row.id, name: { ru: full('ru'), en: full('en') } };
    }),
  );
  const carrier = table(catalog.carriers);
  return {
    service: table(catalog.services),
    city,
    region,
    carrier,
    place: (of) => {
      const where = of.city ? city(of.city) : of.region ? region(of.region) : null;
      const parts = [where, of.carrier ? carrier(of.carrier) : null];
      return parts.filter((part) => part !== null).join(', ');
    },
  };
}
