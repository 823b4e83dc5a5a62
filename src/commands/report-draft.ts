import type { Catalog } from '../catalog/catalog.ts';
import type { Reading } from '../catalog/reader/reader.ts';
import { BUCKET_SECONDS, type Report, toBucket } from '../domain/report.ts';
import { type Draft, UNNAMED } from './draft.ts';
import { instantTold } from './told-time.ts';

/** Events told of later than this are history, and no report. */
const OLDEST_SECONDS = 48 * 3600;

/** A draft with every answer that a report needs. */
export type CompleteDraft = Draft & { service: string; outcome: NonNullable<Draft['outcome']> };

/** @returns whether nothing is left to ask */
export function isComplete(draft: Draft): draft is CompleteDraft {
  const placed = draft.city !== undefined || draft.region !== undefined;
  return draft.service !== undefined && draft.outcome !== undefined && placed && draft.carrier !== undefined;
}

/** Leaves out ids that the catalog does not have: an old button, or one that somebody made up. */
export function checkedDraft(draft: Draft, catalog: Catalog): Draft {
  const keep = (rows: readonly { id: string }[], id: string | undefined) =>
    id === UNNAMED || rows.some((row) => row.id === id) ? id : undefined;
  return {
    ...draft,
    service: draft.service === UNNAMED ? undefined : keep(catalog.services, draft.service),
    region: draft.region === UNNAMED ? undefined : keep(catalog.regions, draft.region),
    city: keep(catalog.cities, draft.city),
    carrier: keep(catalog.carriers, draft.carrier),
    symptoms: draft.symptoms?.filter((id) => catalog.symptoms.some((symptom) => symptom.id === id)),
  };
}

/** @returns the report; null when it would lie in the future or is too old to be one. */
export function completeReport(
  draft: CompleteDraft,
  catalog: Catalog,
  time: { now: number; at: number | null },
): Report | null {
  const at = draft.at ?? toBucket(Math.min(time.at ?? time.now, time.now));
  if (at > time.now || at < time.now - OLDEST_SECONDS) return null;
  const city = draft.city === UNNAMED ? null : (draft.city ?? null);
  return {
    at,
    service: draft.service,
    outcome: draft.outcome,
    region: catalog.cities.find((row) => row.id === city)?.regionId ?? draft.region ?? null,
    city,
    carrier: draft.carrier === UNNAMED ? null : (draft.carrier ?? null),
    network: draft.network ?? null,
    symptoms: draft.outcome === 'works' ? [] : (draft.symptoms ?? []),
    told: draft.told ?? false,
  };
}

/** The draft that would make this report again, in its place. */
export function draftOf(report: Report): Draft {
  return {
    service: report.service,
    outcome: report.outcome,
    region: report.city === null ? (report.region ?? undefined) : undefined,
    city: report.city ?? (report.region === null ? UNNAMED : undefined),
    carrier: report.carrier ?? UNNAMED,
    network: report.network ?? undefined,
    symptoms: report.symptoms,
    told: report.told || undefined,
    at: report.at,
    replaces: report.at,
  };
}

/** @param zone in which "this morning" is meant where the city is not known */
export function draftFromReading(reading: Reading, catalog: Catalog, zone: string, now: number): Draft {
  const city = reading.city ?? undefined;
  const local = catalog.cities.find((row) => row.id === city)?.timezone ?? zone;
  return {
    service: reading.service ?? undefined,
    outcome: reading.outcome ?? undefined,
    region: city === undefined ? (reading.region ?? undefined) : undefined,
    city,
    carrier: reading.carrier ?? undefined,
    network: reading.network ?? undefined,
    symptoms: reading.symptoms,
    told: reading.told || undefined,
    at:
      reading.when === null
        ? undefined
        : toBucket(Math.min(instantTold(reading.when, local, now), now - BUCKET_SECONDS)),
  };
}
