import type { Catalog } from '../../catalog/catalog.ts';
import { createNames } from '../../catalog/names.ts';
import { type Choice, type Doc, textDoc } from '../../chat/doc.ts';
import type { Text, Texts } from '../../locales/texts.ts';
import type { Channel, Channels } from '../../store/channels.ts';
import type { Command, Request } from '../command.ts';
import { inRows } from '../dialog.ts';
import { createPending } from '../pending.ts';
import type { Admission } from './admission.ts';
import { type ContentParts, createPlacesSetting, createServicesSetting } from './content-settings.ts';
import type { Setting, Speech } from './setting.ts';
import { createLanguageSetting, createSwitch } from './switch-settings.ts';
import { createHourSetting, createZoneSetting } from './time-settings.ts';

const SETTINGS_IN_ROW = 2;

export interface ChannelsParts extends ContentParts {
  readonly catalog: Catalog;
  readonly texts: Texts;
  readonly channels: Channels;
  readonly admission: Admission;
}

/** `/channels`: which chats get the digest, and what, when and in which language each of them gets. */
export function createChannelsCommand(parts: ChannelsParts): Command {
  const { catalog, texts, channels, admission } = parts;
  const pending = createPending<string>();
  const settings: readonly Setting[] = [
    createLanguageSetting(texts),
    createZoneSetting(parts),
    createHourSetting(),
    createPlacesSetting(parts),
    createServicesSetting(parts),
    createSwitch('pictures', 'pictures'),
    createSwitch('quiet', 'skipQuiet'),
  ];

  const speechOf = ({ t, language, now }: Request): Speech => ({
    t,
    names: createNames(catalog, language),
    now,
  });

  const list = async ({ t }: Request): Promise<Doc> => {
    const all = await channels.list();
    const lines = all.map((channel) => `${titleOf(channel, t)} · ${channel.digestAt} ${channel.zone}`);
    const open = all.map((channel) => ({
      label: t('channel-number', { id: channel.id }),
      command: `/channels ${channel.id}`,
    }));
    const add = { label: t('channel-add'), command: '/channels add' };
    return textDoc([t(all.length > 0 ? 'channels' : 'channels-none'), ...lines].join('\n'), [
      ...inRows(open, SETTINGS_IN_ROW),
      [add],
    ]);
  };

  const show = (channel: Channel, request: Request, said?: string): Doc => {
    const { t } = request;
    const speech = speechOf(request);
    const lines = settings.map((setting) =>
      t('channel-setting', {
        setting: t(`channel-${setting.name}`),
        value: setting.describe(channel, speech),
      }),
    );
    const choices: Choice[] = settings.map(({ name }) => ({
      label: t(`channel-${name}`),
      command: `/channels ${channel.id} ${name}`,
    }));
    const act = (label: string, action: string) => ({
      label: t(label),
      command: `/channels ${channel.id} ${action}`,
    });
    return textDoc([...(said ? [said] : []), titleOf(channel, t), ...lines].join('\n'), [
      ...inRows(choices, SETTINGS_IN_ROW),
      [
        channel.paused ? act('channel-resume', 'resume') : act('channel-pause', 'pause'),
        act('channel-remove', 'remove'),
      ],
      [{ label: t('channels-back'), command: '/channels' }],
    ]);
  };

  const change = async (
    setting: Setting,
    words: string,
    channel: Channel,
    request: Request,
  ): Promise<Doc> => {
    const { platform, userId, now } = request;
    if (setting.typed) pending.keep(platform, userId, `${channel.id} ${setting.name}`, now);
    if (words === '') return setting.ask(channel, speechOf(request));
    const heard = setting.read(words, channel, speechOf(request));
    if ('problem' in heard) return heard.problem;
    await channels.update(channel.id, heard.changes);
    const changed = { ...channel, ...heard.changes };
    // Lists are built step by step: one stays at the question.
    if (heard.changes.services !== undefined || heard.changes.places !== undefined)
      return setting.ask(changed, speechOf(request));
    pending.forget(platform, userId);
    return show(changed, request, request.t('channel-saved'));
  };

  const remove = async (channel: Channel, words: string, { t }: Request): Promise<Doc> => {
    if (words !== 'yes')
      return textDoc(t('channel-remove-ask', { channel: titleOf(channel, t) }), [
        [{ label: t('channel-remove-yes'), command: `/channels ${channel.id} remove yes` }],
        [{ label: t('channel-back'), command: `/channels ${channel.id}` }],
      ]);
    await channels.remove(channel.id);
    return textDoc(t('channel-removed', { channel: titleOf(channel, t) }), [
      [{ label: t('channels-back'), command: '/channels' }],
    ]);
  };

  const one = async (channel: Channel, action: string, words: string, request: Request): Promise<Doc> => {
    const setting = settings.find(({ name }) => name === action);
    if (setting) return change(setting, words, channel, request);
    if (action === 'remove') return remove(channel, words, request);
    if (action === 'resume') return admission.resume(channel, request, show);
    if (action !== 'pause') return show(channel, request);
    await channels.update(channel.id, { paused: true });
    return show({ ...channel, paused: true }, request, request.t('channel-saved'));
  };

  const add = (words: string, request: Request): Doc => {
    if (words !== '') return admission.add(words, request, show);
    pending.keep(request.platform, request.userId, 'add', request.now);
    return textDoc(request.t('channel-ask-add'), [
      [{ label: request.t('channels-back'), command: '/channels' }],
    ]);
  };

  const run = async (request: Request): Promise<Doc> => {
    const [first = '', action = '', ...rest] = request.args.split(' ');
    if (first === 'add') return add([action, ...rest].join(' ').trim(), request);
    const channel = (await channels.list()).find(({ id }) => String(id) === first);
    return channel ? one(channel, action, rest.join(' '), request) : list(request);
  };

  return {
    name: 'channels',
    role: 'moderator',
    listed: true,
    run,
    answers: {
      take: async (text, request) => {
        const open = pending.find(request.platform, request.userId, request.now);
        return open === null ? null : run({ ...request, args: `${open} ${text.split(/\s+/).join(' ')}` });
      },
      drop: ({ platform, userId }) => pending.forget(platform, userId),
    },
  };
}

/** A chat's own name is not kept: its number and where it is must do. */
function titleOf({ id, platform, chatId, paused }: Channel, t: Text): string {
  return t('channel-title', { id, platform, chat: chatId, state: paused ? 'paused' : 'going' });
}
