import type { Network, Outcome } from '../../domain/report.ts';
import type { When } from './circumstances.ts';

export type { When } from './circumstances.ts';

/** `likely` is worth asking before it is counted; null where the field was not said. */
export type Confidence = Readonly<
  Record<
    'service' | 'city' | 'region' | 'carrier' | 'status' | 'vpn' | 'symptoms',
    'certain' | 'likely' | null
  >
>;

/** What a line says. What each field means is in `docs/interfaces.md`. */
export interface Reading {
  readonly service: string | null;
  /** ISO 3166-2: the city's, or a region named alone. */
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly network: Network | null;
  readonly symptoms: readonly string[];
  readonly vpn: 'on' | 'off' | null;
  readonly status: 'down' | 'ok' | null;
  readonly outcome: Outcome | null;
  readonly told: boolean;
  readonly when: When | null;
  readonly confidence: Confidence;
  /** Words that nothing explained, so that one can ask what was meant. At most five, of at most 40 characters. */
  readonly unread: readonly string[];
}

/** The fields of a reading that words of the line gave. */
export type Field =
  | 'service'
  | 'city'
  | 'region'
  | 'carrier'
  | 'symptoms'
  | 'status'
  | 'vpn'
  | 'network'
  | 'told'
  | 'when';

/** A reading and the words that gave each of its fields. */
export interface Explanation {
  /** Null where the line is no report. */
  readonly reading: Reading | null;
  /** The line's words as they were written, by field. */
  readonly because: Readonly<Record<Field, readonly string[]>>;
  /** Words that nothing explained. */
  readonly unread: readonly string[];
}
