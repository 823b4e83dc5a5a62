import type { Names } from '../../catalog/names.ts';
import { type Choice, type Doc, textDoc } from '../../chat/doc.ts';
import type { Text } from '../../locales/texts.ts';
import type { Channel, ChannelChanges } from '../../store/channels.ts';

/** What a moderator's channel is talked about with. */
export interface Speech {
  readonly t: Text;
  readonly names: Names;
  /** Unix seconds. */
  readonly now: number;
}

/** What a moderator's words come to: changes, or an answer that says what is wrong with them. */
export type Heard = { readonly changes: ChannelChanges } | { readonly problem: Doc };

/** One thing that can be set on a channel. */
export interface Setting {
  readonly name: string;
  /** Whether words that follow the question are its answer; else only choices are. */
  readonly typed: boolean;
  /** The value as it is, for people. */
  describe(channel: Channel, speech: Speech): string;
  ask(channel: Channel, speech: Speech): Doc;
  read(words: string, channel: Channel, speech: Speech): Heard;
}

/** @returns the command of a choice that sets it. */
export function setTo(channel: Channel, setting: string, words: string): string {
  return `/channels ${channel.id} ${setting} ${words}`;
}

/** @returns a question, with the way back under its choices. */
export function question(
  channel: Channel,
  { t }: Speech,
  text: string,
  rows: readonly (readonly Choice[])[],
): Doc {
  const back = { label: t('channel-back'), command: `/channels ${channel.id}` };
  return textDoc(text, [...rows, [back]]);
}
