import type { ChannelFinder } from './chat/transport.ts';

export interface ChannelSeedParts {
  /** For each platform the channels of the settings, as the operator wrote them. */
  readonly wanted: Readonly<Record<string, readonly string[]>>;
  readonly finders: readonly ({ readonly platform: string } & Partial<ChannelFinder>)[];
  /** Adds a channel that was found. */
  readonly seed: (platform: string, chatId: string) => Promise<void>;
  /** One cannot be used yet. */
  readonly missing: (platform: string, error: unknown) => void;
}

/**
 * Channels are rows; the settings only seed them.
 *
 * @returns a function that looks for those of a platform that were not found yet
 */
export function createChannelSeeds({ wanted, finders, seed, missing }: ChannelSeedParts) {
  const open = new Map(finders.map(({ platform }) => [platform, [...(wanted[platform] ?? [])]]));

  return async (platform: string): Promise<void> => {
    const finder = finders.find((one) => one.platform === platform);
    if (!finder?.findChannel) return;
    const still: string[] = [];
    for (const name of open.get(platform) ?? []) {
      try {
        await seed(platform, await finder.findChannel(name));
      } catch (error) {
        still.push(name);
        missing(platform, error);
      }
    }
    open.set(platform, still);
  };
}
