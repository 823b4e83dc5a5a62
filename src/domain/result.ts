import type { Cell } from './cell.ts';

/** How a cell stands on a day. What each means is in `docs/interfaces.md`. */
export const STATES = [
  'fine',
  'broke',
  'still_broken',
  'blocked',
  'recovered',
  'unclear',
  'too_few',
  'no_data',
] as const;
export type State = (typeof STATES)[number];

/** Against the block's own last seven days. */
export type Trend = 'unchanged' | 'easing' | 'worse';

/** A cell as it may be shown: bands and rounded shares only. Shares are null where too few spoke. */
export interface PublishedCell extends Cell {
  readonly state: State;
  /** First day of the trouble, ISO date. */
  readonly since: string | null;
  readonly trend: Trend | null;
  /** False where newcomers contradict what established people say, and all through a cold start. */
  readonly confirmed: boolean;
  /** Band of established people (of all in a cold start), `10+`; null where too few spoke. */
  readonly people: string | null;
  /** Shares of people, 0 to 1 in steps of 0.05. `fails` includes those whom a VPN did not help. */
  readonly works: number | null;
  readonly vpnOnly: number | null;
  readonly fails: number | null;
  /** The usual share that works; frozen while the cell is down. */
  readonly norm: number | null;
  /** Local hours of what broke today, `14:00`; null where not known or not over. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A local day's results for one zone. Frozen once the day is closed; everything published selects from it. */
export interface DayResult {
  readonly day: string;
  readonly zone: string;
  /** Version of the method, raised when the same reports would give other results. */
  readonly method: string;
  /** A cell is shown when more than k established people spoke in it. */
  readonly k: number;
  /** Band of all established people who spoke that day (of all in a cold start), null where too few. */
  readonly people: string | null;
  /** Local times in which the bot itself could not listen. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  /** The instance is too young to have established people. */
  readonly coldStart: boolean;
  readonly cells: readonly PublishedCell[];
}
