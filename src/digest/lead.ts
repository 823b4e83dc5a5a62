import type { PublishedCell } from '../domain/result.ts';
import type { DigestModel, Entry } from './model.ts';

/** How something works that is in trouble: this is what a reader acts on. */
export type Manner = 'vpn' | 'down' | 'patchy';

/** So many who get through with a VPN make that the answer. */
const MOSTLY_VPN = 0.5;
/** So few for whom it works that it is as good as down. */
const HARDLY = 0.3;

export function mannerOf({ works, vpnOnly }: Pick<PublishedCell, 'works' | 'vpnOnly'>): Manner {
  if ((vpnOnly ?? 0) >= MOSTLY_VPN) return 'vpn';
  return (works ?? 0) <= HARDLY ? 'down' : 'patchy';
}

/** One service or function that broke, wherever it did. */
export interface Headline {
  readonly entries: readonly Entry[];
  readonly manner: Manner;
}

/** What stands in the first lines. */
export interface Lead {
  readonly headlines: readonly Headline[];
  /** What was in trouble before, by what a reader can do. */
  readonly standing: Readonly<Record<Manner, readonly PublishedCell[]>>;
  /** Main services that people can use today. */
  readonly fine: readonly PublishedCell[];
}

/** @param main services that readers look for by name */
export function leadOf(
  { broke, stillBroken, blocked, fine }: Pick<DigestModel, 'broke' | 'stillBroken' | 'blocked' | 'fine'>,
  main: ReadonlySet<string>,
): Lead {
  const standing = [...stillBroken, ...blocked].map(({ cell }) => cell);
  const known = standing.filter(({ service }) => main.has(service));
  const by = (manner: Manner) => known.filter((cell) => mannerOf(cell) === manner);
  const subjects = Map.groupBy(broke, ({ cell }) => `${cell.service} ${cell.function}`);
  return {
    headlines: [...subjects.values()].map((entries) => ({ entries, manner: sharedManner(entries) })),
    standing: { vpn: by('vpn'), down: by('down'), patchy: by('patchy') },
    fine: fine.map(({ cell }) => cell).filter(({ service }) => main.has(service)),
  };
}

function sharedManner(entries: readonly Entry[]): Manner {
  const manners = new Set(entries.map(({ cell }) => mannerOf(cell)));
  const [only] = manners;
  return manners.size === 1 && only ? only : 'patchy';
}
