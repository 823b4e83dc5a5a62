import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A row's name in both languages. */
export interface Name {
  readonly ru: string;
  readonly en: string;
}

interface Row {
  /** Stable lower-case slug (regions: ISO 3166-2), never reused. */
  readonly id: string;
  /** Stable small number for rows and buttons, never reused. */
  readonly code: number;
  readonly name: Name;
  /** Safe as a whole word or phrase, after lower-casing and ё→е. */
  readonly aliases: readonly string[];
}

interface Ambiguous extends Row {
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
  readonly regionId: string;
  readonly population: number;
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
}

export interface Region extends Row {
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

type Raw = Record<string, string & string[] & number>;

/** Reads the catalog from the files beside this one: some 20 ms and 10 MB. */
export function loadCatalog(): Catalog {
  return {
    services: json('services').map((raw) => ({ ...ambiguous(raw), kind: text(raw.kind) })),
    symptoms: json('symptoms').map(row),
    carriers: json('carriers').map((raw) => ({
      ...ambiguous(raw),
      kinds: list(raw.kinds) as Carrier['kinds'],
      regions: list(raw.regions),
    })),
    cities: readCities(),
    regions: json('regions').map((raw) => ({ ...row(raw), timezones: list(raw.timezones) })),
    restrictions: json('restrictions') as unknown as Restriction[],
  };
}

function read(name: string): string {
  return readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
}

function json(name: string): Raw[] {
  return JSON.parse(read(`${name}.json`));
}

function readCities(): City[] {
  const rows: Record<string, string>[] = parse(read('cities.csv'), { columns: true });
  return rows.map((raw) => ({
    id: text(raw.id),
    code: Number(raw.code),
    name: { ru: text(raw.name_ru), en: text(raw.name_en) },
    aliases: split(raw.aliases),
    weakAliases: split(raw.weak_aliases),
    regionId: text(raw.region_id),
    population: Number(raw.population),
    lat: Number(raw.lat),
    lon: Number(raw.lon),
    timezone: text(raw.timezone),
  }));
}

function row(raw: Raw): Row {
  return {
    id: text(raw.id),
    code: Number(raw.code),
    // "WhatsApp (ВотсАп)": what stands in brackets helps to read a list, not to read an answer.
    name: { ru: text(raw.name_ru).replace(/ \(.*\)$/, ''), en: text(raw.name_en).replace(/ \(.*\)$/, '') },
    aliases: list(raw.aliases),
  };
}

function ambiguous(raw: Raw): Ambiguous {
  return { ...row(raw), weakAliases: list(raw.weak_aliases) };
}

function text(value: string | undefined): string {
  return value ?? '';
}

function list(value: string[] | undefined): string[] {
  return value ?? [];
}

function split(value: string | undefined): string[] {
  return value ? value.split('|') : [];
}
