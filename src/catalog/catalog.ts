import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A row's name in both languages. */
export interface Name {
  readonly ru: string;
  readonly en: string;
}

export interface Row {
  /** Stable lower-case slug (regions: ISO 3166-2), never reused. */
  readonly id: string;
  /** Stable small number for rows and buttons, 1 or more, never reused. */
  readonly code: number;
  readonly name: Name;
  /** Safe as a whole word or phrase, after lower-casing and ё→е. */
  readonly aliases: readonly string[];
}

export interface Ambiguous extends Row {
  /** Also ordinary words or other things: they count only where nothing stronger fills the field. */
  readonly weakAliases: readonly string[];
}

export interface Service extends Ambiguous {
  readonly kind: string;
}

export interface Carrier extends Ambiguous {
  readonly kinds: readonly ('mobile' | 'fixed')[];
  /** Regions that it serves; empty for several or all. */
  readonly regions: readonly string[];
}

export interface City extends Ambiguous {
  /** The name as it answers "where?": `в Казани`, `in Kazan`. */
  readonly where: Name;
  readonly regionId: string;
  readonly population: number;
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
}

export interface Region extends Ambiguous {
  /** As a city's. */
  readonly where: Name;
  readonly timezones: readonly string[];
}

/** A nationwide restriction that is older than our own data. */
export interface Restriction {
  readonly service: string;
  /** ISO date. */
  readonly since: string;
  readonly source: string;
}

/** The words and places that reports are made of; `docs/catalog-sources.md` says where they come from. */
export interface Catalog {
  readonly services: readonly Service[];
  readonly symptoms: readonly Row[];
  /** Nationwide and large ones first. */
  readonly carriers: readonly Carrier[];
  /** By population, the largest first. */
  readonly cities: readonly City[];
  readonly regions: readonly Region[];
  readonly restrictions: readonly Restriction[];
}

/**
 * Reads the catalog from the files beside this one: some 50 ms and 10 MB.
 *
 * @throws ZodError when a row lacks what it must have
 */
export function loadCatalog(): Catalog {
  return {
    services: z.array(service).parse(readJson('services')),
    symptoms: z.array(symptom).parse(readJson('symptoms')),
    carriers: z.array(carrier).parse(readJson('carriers')),
    cities: z.array(city).parse(parse(readData('cities.csv'), { columns: true })),
    regions: z.array(region).parse(readJson('regions')),
    restrictions: z.array(restriction).parse(readJson('restrictions')),
  };
}

const slug = z.string().regex(/^[a-z0-9-]+$/);
const subject = z.string().regex(/^(RU|UA)-[A-Z0-9]{2,3}$/);
const words = z.array(z.string().min(1));

const named = z.object({
  id: slug,
  code: z.coerce.number().int().min(1),
  name_ru: z.string().min(1),
  name_en: z.string().min(1),
});
const listed = named.extend({ aliases: words });
const ambiguous = listed.extend({ weak_aliases: words });

const symptom = listed.transform(rowOf);

const service = ambiguous
  .extend({ kind: z.string() })
  .transform((raw): Service => ({ ...ambiguousOf(raw), kind: raw.kind }));

const carrier = ambiguous
  .extend({ kinds: z.array(z.enum(['mobile', 'fixed'])).min(1), regions: z.array(subject) })
  .transform((raw): Carrier => ({ ...ambiguousOf(raw), kinds: raw.kinds, regions: raw.regions }));

const where = z.string().regex(/^(?:в|во|на) \S/);

const region = ambiguous
  .extend({ id: subject, name_ru_in: where, timezones: z.array(z.string()).min(1) })
  .transform((raw): Region => ({ ...ambiguousOf(raw), where: whereOf(raw), timezones: raw.timezones }));

const piped = z.string().transform((text) => (text === '' ? [] : text.split('|')));

const city = named
  .extend({
    name_ru_in: where,
    region_id: subject,
    population: z.coerce.number().int().positive(),
    lat: z.coerce.number(),
    lon: z.coerce.number(),
    timezone: z.string().min(1),
    aliases: piped,
    weak_aliases: piped,
  })
  .transform(
    (raw): City => ({
      ...ambiguousOf(raw),
      where: whereOf(raw),
      regionId: raw.region_id,
      population: raw.population,
      lat: raw.lat,
      lon: raw.lon,
      timezone: raw.timezone,
    }),
  );

const restriction = z.object({ service: slug, since: z.iso.date(), source: z.string().min(1) });

function rowOf(raw: z.output<typeof listed>): Row {
  const name = { ru: withoutNote(raw.name_ru), en: withoutNote(raw.name_en) };
  return { id: raw.id, code: raw.code, name, aliases: raw.aliases };
}

function whereOf({ name_ru_in, name_en }: { name_ru_in: string; name_en: string }): Name {
  const article = /Republic|Autonomous/.test(name_en) ? 'the ' : '';
  return { ru: name_ru_in, en: `in ${article}${withoutNote(name_en)}` };
}

/** "WhatsApp (ВотсАп)": what stands in brackets helps to read a list, not to read an answer. */
function withoutNote(name: string): string {
  return name.replace(/ \(.*\)$/, '');
}

function ambiguousOf(raw: z.output<typeof ambiguous>): Ambiguous {
  return { ...rowOf(raw), weakAliases: raw.weak_aliases };
}

function readData(file: string): string {
  return readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');
}

function readJson(name: string): unknown {
  return JSON.parse(readData(`${name}.json`));
}
