import type { ChannelFinder } from './chat/transport.ts';

/** A channel of the settings, named as the operator wrote it. */
interface Wanted {
  readonly platform: string;
  readonly chat: string;
}

export interface ChannelSeedParts<W extends Wanted> {
  /** What one of several that name the same chat says of it first, holds. */
  readonly wanted: readonly W[];
  readonly finders: readonly ({ readonly platform: string } & Partial<ChannelFinder>)[];
  /** Adds a channel that was found. */
  readonly seed: (wanted: W, chatId: string) => Promise<void>;
  /** One cannot be used yet. */
  readonly missing: (platform: string, error: unknown) => void;
}

/**
 * Channels are rows; the settings only seed them.
 *
 * @returns a function that looks for those of a platform that were not found yet
 */
export function createChannelSeeds<W extends Wanted>(parts: ChannelSeedParts<W>) {
  const { wanted, finders, seed, missing } = parts;
  const open = new Map(
    finders.map(({ platform }) => [platform, wanted.filter((one) => one.platform === platform)]),
  );

  return async (platform: string): Promise<void> => {
    const finder = finders.find((one) => one.platform === platform);
    if (!finder?.findChannel) return;
    const still: W[] = [];
    for (const one of open.get(platform) ?? []) {
      try {
        await seed(one, await finder.findChannel(one.chat));
      } catch (error) {
        still.push(one);
        missing(platform, error);
      }
    }
    open.set(platform, still);
  };
}
