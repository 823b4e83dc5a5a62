import type { Reading } from './reading.ts';

/** @returns the form of a reading that other programs rely on: see `docs/interfaces.md`. */
export function readingToJson(reading: Reading): Omit<Reading, 'unread'> {
  const { service, city, carrier, symptoms, vpn, status, outcome, region, network, told, when, confidence } =
    reading;
  return { service, city, carrier, symptoms, vpn, status, outcome, region, network, told, when, confidence };
}
