import type { Generated } from 'kysely';

/** The tables as migrations leave them; what the columns mean stands there. */
export interface Schema {
  people: {
    id: number;
    pseudonym: Buffer | null;
    epoch: number;
    platform: string;
    language: string | null;
    first_day: number | null;
    trust: Generated<number>;
  };
  reports: {
    id: number;
    person: number;
    nth: number;
    service: number;
    region: number | null;
    city: number | null;
    carrier: number | null;
    network: number | null;
    outcome: number;
    symptoms: number;
    told: number;
    established: number;
    held: Generated<number>;
    purge: number | null;
  };
  purges: {
    id: Generated<number>;
    moderator: string;
    scope: string;
    done_at: number;
    undone_at: number | null;
    undone_by: string | null;
  };
  purged_people: { purge: number; person: number; trust_before: number };
  handled: { key: Buffer; hour: number };
  channels: {
    id: Generated<number>;
    platform: string;
    chat_id: string;
    language: string;
    zone: string;
    digest_at: string;
    first_day: string;
    paused: Generated<number>;
    places: string | null;
    services: string | null;
    pictures: Generated<number>;
    skip_quiet: Generated<number>;
    removed: Generated<number>;
  };
  deliveries: {
    channel: number;
    day: string;
    state: 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';
    digest: string | null;
    message: string | null;
    edition: Generated<number>;
    shown: Generated<number>;
    notes: string | null;
  };
  corrections: {
    id: Generated<number>;
    made_at: number;
    day: string;
    service: string;
    region: string | null;
    city: string | null;
    carrier: string | null;
    reason: 'spam' | 'mistake';
    moderator: string;
    withdrawn_by: string | null;
  };
  corrected_channels: { correction: number; channel: number; named_on: string | null };
  news: { id: Generated<number>; hour: number; service: string | null; moderator: string };
  day_results: { zone: string; day: string; result: string; memory: string | null };
  snapshots: { zone: string; hour: number; result: string };
  heartbeat: { id: number; at: number };
  gaps: { start: number; end: number };
}
