import type { Doc } from '../chat/doc.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Text } from '../locales/texts.ts';
import type { Person } from '../store/people.ts';

/** A command as somebody gave it. */
export interface Request {
  readonly platform: string;
  readonly userId: string;
  /** Where the answer goes. */
  readonly chatId: string;
  /** What follows the command's name, one space between words. */
  readonly args: string;
  readonly language: string;
  readonly t: Text;
  /** The sender's rows under the living keys, the newest first; none for a stranger. */
  readonly people: readonly Person[];
  /** Unix seconds. */
  readonly now: number;
  readonly at: Incoming['at'];
  /** The sender's client can share a place. */
  readonly canShare: boolean;
}

/** Something people can say to the bot. Help and menus come from these. */
export interface Command {
  /** Without the slash. The text `help-NAME` says what it does. */
  readonly name: string;
  /** Commands of moderators do not exist for others. */
  readonly role: 'everyone' | 'moderator';
  /** Whether it stands in the client's menu and in help. */
  readonly listed: boolean;
  run(request: Request): Promise<Doc>;
  /** Where a question of it may be answered by a typed word. */
  readonly answers?: {
    /** @returns null where no question is open. */
    take(text: string, request: Request): Promise<Doc | null>;
    /** Another command came: the question is no longer open. */
    drop(request: Request): void;
  };
}
