/** A stretch of a line: the numbers of its words, `end` is outside. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function placesOf({ start, end }: Span): number[] {
  // Most spans are of one word; this is the busiest function of all.
  if (end - start === 1) return [start];
  const places: number[] = [];
  for (let at = start; at < end; at++) places.push(at);
  return places;
}

export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** @returns whether a place lies in one of the spans */
export function coverOf(spans: readonly Span[]): (at: number) => boolean {
  // A set is worth its making only among many.
  if (spans.length < 8) return (at) => spans.some(({ start, end }) => at >= start && at < end);
  const covered = new Set(spans.flatMap(placesOf));
  return (at) => covered.has(at);
}
