import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { NETWORKS, OUTCOMES, type Report, toBucket } from '../domain/report.ts';
import { FIRST_INSTANT } from '../store/report-id.ts';

/** A report as one line of JSON, the form that other programs rely on: see `docs/interfaces.md`. */
export interface ReportLine {
  readonly report: Report;
  readonly reporter: string;
  readonly platform: string;
  readonly state: 'counted' | 'held' | 'purged';
}

/** A line that is no report; the message says why, without its content. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const Line = z.object({
  at: z.iso.datetime({ offset: true }),
  service: z.string(),
  outcome: z.enum(OUTCOMES),
  reporter: z.string().min(1).max(200),
  city: optional(z.string()),
  region: optional(z.string()),
  carrier: optional(z.string()),
  network: optional(z.enum(NETWORKS)),
  symptoms: z.array(z.string()).max(32).default([]),
  told: z.boolean().default(false),
  platform: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .default('import'),
  state: z.enum(['counted', 'held', 'purged']).default('counted'),
});

/**
 * @returns a function from a line to the report in it.
 * @throws BadLine from that function
 */
export function createLineParser(catalog: Catalog): (line: string) => ReportLine {
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id));
  const services = ids(catalog.services);
  const carriers = ids(catalog.carriers);
  const symptoms = ids(catalog.symptoms);
  const regions = ids(catalog.regions);
  const regionOf = new Map(catalog.cities.map((city) => [city.id, city.regionId]));

  const known = (field: string, set: { has(id: string): boolean }, id: string | null) => {
    if (id !== null && !set.has(id)) throw new BadLine(`${field}: not in the catalog`);
  };

  return (line) => {
    const { at, reporter, platform, state, ...rest } = parseJson(line);
    known('service', services, rest.service);
    known('city', regionOf, rest.city);
    known('region', regions, rest.region);
    known('carrier', carriers, rest.carrier);
    for (const symptom of rest.symptoms) known('symptoms', symptoms, symptom);
    const seconds = Math.floor(Date.parse(at) / 1000);
    if (seconds < FIRST_INSTANT) throw new BadLine('at: before 2020');
    const region = rest.city === null ? rest.region : (regionOf.get(rest.city) ?? null);
    return { report: { ...rest, at: toBucket(seconds), region }, reporter, platform, state };
  };
}

/** @returns the line, its keys in the documented order. */
export function formatLine({ report, reporter, platform, state }: ReportLine): string {
  const { at, service, outcome, city, region, carrier, network, symptoms, told } = report;
  const time = new Date(at * 1000).toISOString().replace('.000Z', 'Z');
  // A city names its region; the key is for reports that know no more than the region.
  const alone = city === null ? region : null;
  return JSON.stringify({
    at: time,
    service,
    outcome,
    reporter,
    city,
    region: alone,
    carrier,
    network,
    symptoms,
    told,
    platform,
    state,
  });
}

function parseJson(line: string): z.infer<typeof Line> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadLine('not JSON');
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadLine(`${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not a report'}`);
}
