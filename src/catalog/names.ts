import type { Cell } from '../domain/cell.ts';
import type { Catalog, Name } from './catalog.ts';

/** What the catalog's rows are called in one language. An id that the catalog lost is shown as it is. */
export interface Names {
  service(id: string): string;
  /** With its region where another town has the same name. */
  city(id: string): string;
  region(id: string): string;
  carrier(id: string): string;
  /** City (or region) and carrier, as far as they are known: `Казань, МТС`; empty for the whole country. */
  place(of: Place): string;
  /** The same within a sentence: `в Казани (МТС)`; empty for the whole country and all carriers. */
  where(of: Place): string;
}

type Place = Pick<Cell, 'region' | 'city' | 'carrier'>;

const ON_CARRIER = { ru: 'у оператора', en: 'on' };

export function createNames(catalog: Catalog, language: string): Names {
  const key = language === 'ru' ? 'ru' : 'en';
  const table = (rows: readonly { id: string; name: Name }[]) => {
    const names = new Map(rows.map((row) => [row.id, row.name[key]]));
    return (id: string) => names.get(id) ?? id;
  };
  const region = table(catalog.regions);
  const carrier = table(catalog.carriers);
  const towns = Map.groupBy(catalog.cities, (row) => row.name[key]);
  const cities = new Map(
    catalog.cities.map((row) => {
      const note = towns.get(row.name[key])?.length === 1 ? '' : ` (${region(row.regionId)})`;
      return [row.id, { name: row.name[key] + note, where: row.where[key] + note }];
    }),
  );
  const regionsWhere = new Map(catalog.regions.map((row) => [row.id, row.where[key]]));
  const city = (id: string) => cities.get(id)?.name ?? id;

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
    where: (of) => {
      const place = of.city
        ? (cities.get(of.city)?.where ?? of.city)
        : of.region && (regionsWhere.get(of.region) ?? of.region);
      if (!of.carrier) return place ?? '';
      return place ? `${place} (${carrier(of.carrier)})` : `${ON_CARRIER[key]} ${carrier(of.carrier)}`;
    },
  };
}
