/** What a person can say about a service; the order is from best to worst. */
export const OUTCOMES = ['works', 'vpn_only', 'fails_with_vpn', 'fails'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Whether it works in no way that was tried. */
export function isFailure(outcome: Outcome): boolean {
  return outcome === 'fails' || outcome === 'fails_with_vpn';
}

/** The parts of a service that are restricted separately. */
export const FUNCTIONS = ['messages', 'media', 'voice', 'video', 'login'] as const;
export type ServiceFunction = (typeof FUNCTIONS)[number];

export const NETWORKS = ['mobile', 'fixed'] as const;
export type Network = (typeof NETWORKS)[number];

/** Times are kept no finer than this: an exact time would help to tell who wrote. */
export const BUCKET_SECONDS = 15 * 60;

/** What one person said about one service, once. All ids are the catalog's. */
export interface Report {
  /** Start of the 15-minute bucket in which it happened, Unix seconds. */
  readonly at: number;
  readonly service: string;
  readonly outcome: Outcome;
  /** ISO 3166-2. Always set when `city` is; both null when no place is known. */
  readonly region: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly network: Network | null;
  /** What is wrong; empty for a bare "does not work" and for "works". */
  readonly symptoms: readonly string[];
  /** Reported for somebody else ("at my mother's in Samara"). */
  readonly told: boolean;
}

/** A report as it is counted: with the voice it belongs to, but with nothing that names a person. */
export interface CountedReport extends Report {
  /** Row number of the person; the same within a day, meaningless outside the database. */
  readonly person: number;
  /** Whether the person was established when the report came in. */
  readonly established: boolean;
}

/** @returns the start of the bucket that holds the instant, both in Unix seconds. */
export function toBucket(seconds: number): number {
  return Math.floor(seconds / BUCKET_SECONDS) * BUCKET_SECONDS;
}

const FUNCTION_OF_SYMPTOM = new Map<string, ServiceFunction>([
  ['messages', 'messages'],
  ['media', 'media'],
  ['voice-calls', 'voice'],
  ['video-calls', 'video'],
  ['login', 'login'],
]);

/** Symptoms that leave the rest of the service untouched. */
const PARTIAL_SYMPTOMS = new Set(['media', 'voice-calls', 'video-calls', 'notifications', 'app-store']);

/**
 * What a report is a vote on. One whose symptoms are all partial says nothing about the service as a whole;
 * every other report does, and about the functions that it names.
 *
 * @returns functions of the service; null stands for the service as a whole.
 */
export function votesOn(symptoms: readonly string[]): (ServiceFunction | null)[] {
  const whole = symptoms.length === 0 || symptoms.some((symptom) => !PARTIAL_SYMPTOMS.has(symptom));
  const named = symptoms.map((symptom) => FUNCTION_OF_SYMPTOM.get(symptom)).filter((f) => f !== undefined);
  return whole ? [null, ...named] : named;
}
