import type { Names } from '../catalog/names.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { addDays, daySpan, instantOf, localDay, localTime, type Span } from '../domain/day.ts';
import { toBucket } from '../domain/report.ts';
import type { Selection } from '../store/purges.ts';
import { instant, isDraft, parseDraft, stamp } from './draft.ts';

/** Which reports a moderator means, in words: service, place, carrier and a span of time. */
export interface Scope {
  readonly service: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly span: Span | null;
}

const DURATION = /^(\d{1,3})(h|m|d|ч|м|д)$/;
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  ч: 3600,
  m: 60,
  м: 60,
  d: 86_400,
  д: 86_400,
};
const CLOCK_SPAN = /^(\d{2}:\d{2})[-–](\d{2}:\d{2})$/;

/**
 * Reads `whatsapp kazan mts 2h`, `… today`, `… 2026-11-21`, `… 14:00-16:00`, or the words of a choice of ours.
 *
 * @param zone the zone in which days and hours are meant
 */
export function parseScope(args: string, reader: Reader, zone: string, now: number): Scope {
  const bound = Object.fromEntries(
    [...args.matchAll(/(?<=^|\s)([fu]):(\S+)/g)].map((match) => [match[1], match[2]]),
  );
  const words = args.split(' ').filter((word) => !/^[fu]:/.test(word));
  const start = instant(bound.f);
  const end = instant(bound.u);
  const explicit = start !== undefined && end !== undefined ? { start, end } : null;
  const spans = words.map((word) => spanOf(word, zone, now));
  const rest = words.filter((_, index) => spans[index] === null).join(' ');
  return { ...placeOf(rest, reader), span: explicit ?? spans.find((span) => span !== null) ?? null };
}

/** @returns the scope as words of a command. */
export function formatScope({ service, region, city, carrier, span }: Scope): string {
  const tokens = [
    service && `s:${service}`,
    region && !city && `r:${region}`,
    city && `c:${city}`,
    carrier && `p:${carrier}`,
    span && `f:${stamp(span.start)}`,
    span && `u:${stamp(span.end)}`,
  ];
  return tokens.filter((token) => token).join(' ');
}

/** @returns the scope for people: `WhatsApp, Казань, МТС, 2026-11-21 14:00 – 2026-11-21 16:00`. */
export function describeScope(scope: Scope, names: Names, zone: string): string {
  const time = (at: number) => `${localDay(at, zone)} ${localTime(at, zone)}`;
  const parts = [
    scope.service ? names.service(scope.service) : '',
    names.place(scope),
    scope.span ? `${time(scope.span.start)} – ${time(scope.span.end)}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** @returns what the store is to look for. */
export function selectionOf({ service, region, city, carrier, span }: Scope): Selection {
  return {
    ...(service && { service }),
    ...(region && { region }),
    ...(city && { city }),
    ...(carrier && { carrier }),
    ...(span && { span }),
  };
}

/** Whether the words name anything at all. */
export function isEmptyScope({ service, region, city, carrier, span }: Scope): boolean {
  return !(service || region || city || carrier || span);
}

function placeOf(words: string, reader: Reader): Omit<Scope, 'span'> {
  if (!isDraft(words)) return reader.readArguments(words);
  const draft = parseDraft(words);
  return {
    service: draft.service ?? null,
    region: draft.region ?? null,
    city: draft.city ?? null,
    carrier: draft.carrier ?? null,
  };
}

function spanOf(word: string, zone: string, now: number): Span | null {
  const end = toBucket(now) + 900;
  const today = localDay(now, zone);
  if (/^(today|сегодня)$/i.test(word)) return daySpan(today, zone);
  if (/^(yesterday|вчера)$/i.test(word)) return daySpan(addDays(today, -1), zone);
  const [, amount, unit] = DURATION.exec(word) ?? [];
  if (amount && unit) return { start: toBucket(now - Number(amount) * (UNIT_SECONDS[unit] ?? 0)), end };
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return daySpan(word, zone);
    const [, from, to] = CLOCK_SPAN.exec(word) ?? [];
    return from && to
      ? { start: toBucket(instantOf(today, from, zone)), end: instantOf(today, to, zone) }
      : null;
  } catch {
    return null;
  }
}
