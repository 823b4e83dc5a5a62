import { type Doc, textDoc } from '../chat/doc.ts';
import type { Text } from '../locales/texts.ts';
import type { Channel, Channels } from '../store/channels.ts';
import type { Deliveries, Delivery } from '../store/deliveries.ts';
import type { Command, Request } from './command.ts';

export interface DeliveryParts {
  readonly channels: Channels;
  readonly deliveries: Deliveries;
  /** Posts a day to a channel, after what is being said is on the disk. */
  readonly repost: (channel: number, day: string) => void;
}

/** What those on duty are asked about a post whose answer was lost. */
export function askWhetherPosted(channel: Channel, day: string, t: Text): Doc {
  const { id } = channel;
  const question = t('delivery-question', { id, day, channel: nameOf(channel) });
  return textDoc(question, [
    [
      { label: t('delivery-there'), command: `/posted ${id} ${day}` },
      { label: t('delivery-again'), command: `/resend ${id} ${day}` },
    ],
  ]);
}

/** What those on duty are told of a channel that refuses for good. */
export function tellOfPause(channel: Channel, t: Text): Doc {
  const { id } = channel;
  return textDoc(t('ops-channel-paused', { id, channel: nameOf(channel) }), [
    [{ label: t('channel-resume'), command: `/channels ${id} resume` }],
  ]);
}

/** `/posted` and `/resend`. Given twice, or by two people, each says how it stands and does nothing more. */
export function createDeliveryCommands({ channels, deliveries, repost }: DeliveryParts): Command[] {
  const find = async (args: string): Promise<{ channel: Channel; day: string } | null> => {
    const [, id, day] = /^(\d{1,9}) (\d{4}-\d{2}-\d{2})$/.exec(args) ?? [];
    const channel = (await channels.list()).find((one) => one.id === Number(id));
    return channel && day !== undefined ? { channel, day } : null;
  };

  const tellState = async ({ channel: id, day }: Delivery, channel: Channel, t: Text): Promise<Doc> => {
    const state = (await deliveries.stateOf(id, day)) ?? 'none';
    return textDoc(t(`delivery-${state}`, { day, channel: nameOf(channel) }));
  };

  /** Without the words that it needs, a command shows what is open. */
  const listOpen = async ({ t }: Request): Promise<Doc> => {
    const known = new Map((await channels.list()).map((channel) => [channel.id, channel]));
    for (const { channel: id, day } of await deliveries.unknown()) {
      const channel = known.get(id);
      if (channel) return askWhetherPosted(channel, day, t);
    }
    return textDoc(t('delivery-no-open'));
  };

  const onDelivery = (
    name: string,
    act: (channel: Channel, day: string) => Promise<string | null>,
  ): Command => ({
    name,
    role: 'moderator',
    listed: true,
    run: async (request) => {
      const found = await find(request.args);
      if (!found) return listOpen(request);
      const { channel, day } = found;
      const done = await act(channel, day);
      if (done === null) return tellState({ channel: channel.id, day }, channel, request.t);
      return textDoc(request.t(done, { day, channel: nameOf(channel) }));
    },
  });

  return [
    onDelivery('posted', async ({ id }, day) =>
      (await deliveries.confirm(id, day)) ? 'delivery-noted' : null,
    ),
    onDelivery('resend', async ({ id }, day) => {
      if (!(await deliveries.reopen(id, day))) return null;
      repost(id, day);
      return 'delivery-repeated';
    }),
  ];
}

function nameOf({ platform, chatId }: Channel): string {
  return `${platform} ${chatId}`;
}
