import type { When } from '../catalog/reader/reader.ts';
import { addDays, instantOf, localDay } from '../domain/day.ts';

/** The middle of each part of a day, local time: as exact as people remember. */
const MIDDLE = { night: '03:00', morning: '09:00', afternoon: '14:00', evening: '20:00' } as const;

/** @returns the instant (Unix seconds) that "yesterday evening" stands for in a zone. */
export function instantTold(when: When, zone: string, now: number): number {
  const day = addDays(localDay(now, zone), when.day);
  return instantOf(day, MIDDLE[when.part ?? 'afternoon'], zone);
}
