import { BUCKET_SECONDS, NETWORKS, type Network, OUTCOMES, type Outcome } from '../domain/report.ts';

/** Said instead of a place or a carrier by somebody who does not want to name it, or does not know. */
export const UNNAMED = '-';

/** A report on its way: what is known so far. Undefined is a question that is still open. */
export interface Draft {
  readonly service?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** Alone when only the region is known. */
  readonly region?: string | undefined;
  /** A city's id, or `UNNAMED`. */
  readonly city?: string | undefined;
  /** A carrier's id, or `UNNAMED`. */
  readonly carrier?: string | undefined;
  readonly network?: Network | undefined;
  readonly symptoms?: readonly string[] | undefined;
  readonly told?: boolean | undefined;
  /** When it happened, if not now: start of a bucket, Unix seconds. */
  readonly at?: number | undefined;
  /** The bucket of an own report that this one takes the place of. */
  readonly replaces?: number | undefined;
}

const TOKEN = /^([a-z]):(\S+)$/;

/** @returns whether the words are a draft written by `formatDraft`, and not a person's own. */
export function isDraft(args: string): boolean {
  return args !== '' && args.split(' ').every((word) => TOKEN.test(word));
}

/**
 * Reads the words that a choice of ours carries: `s:whatsapp o:fails c:kazan`. Tokens that are not known are
 * passed over, so that an old button still works as far as it can.
 */
export function parseDraft(args: string): Draft {
  const tokens = new Map<string, string>();
  for (const word of args.split(' ')) {
    const [, key, value] = TOKEN.exec(word) ?? [];
    if (key && value) tokens.set(key, value);
  }
  const outcome = OUTCOMES.find((known) => known === tokens.get('o'));
  const network = NETWORKS.find((known) => known === tokens.get('n'));
  return {
    service: tokens.get('s'),
    outcome,
    region: tokens.get('r'),
    city: tokens.get('c'),
    carrier: tokens.get('p'),
    network,
    symptoms: tokens.get('y')?.split(','),
    told: tokens.has('t') || undefined,
    at: instant(tokens.get('w')),
    replaces: instant(tokens.get('x')),
  };
}

/** @returns the draft as words of a command, within 64 bytes once it is packed. */
export function formatDraft(draft: Draft): string {
  const tokens: (string | undefined)[] = [
    draft.service && `s:${draft.service}`,
    draft.outcome && `o:${draft.outcome}`,
    draft.region && `r:${draft.region}`,
    draft.city && `c:${draft.city}`,
    draft.carrier && `p:${draft.carrier}`,
    draft.network && `n:${draft.network}`,
    draft.symptoms?.length ? `y:${draft.symptoms.join(',')}` : undefined,
    draft.told ? 't:1' : undefined,
    draft.at === undefined ? undefined : `w:${stamp(draft.at)}`,
    draft.replaces === undefined ? undefined : `x:${stamp(draft.replaces)}`,
  ];
  return tokens.filter((token) => token !== undefined && token !== '').join(' ');
}

/** @returns a bucket's start in few characters. */
export function stamp(bucket: number): string {
  return (bucket / BUCKET_SECONDS).toString(36);
}

/** @returns the bucket's start that `stamp` wrote; undefined for anything else. */
export function instant(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9a-z]{1,5}$/.test(text)
    ? Number.parseInt(text, 36) * BUCKET_SECONDS
    : undefined;
}
