import type { Doc } from './doc.ts';
import type { Incoming } from './incoming.ts';

/**
 * Handles what came in together, in order, and commits it as one.
 *
 * @returns when it is on disk: for each update its answer, or null where none is due.
 * @throws NotSaved when nothing of it was kept: the transport confirms nothing, passes the notices on once,
 *   and tries the same updates again.
 */
export type Handle = (batch: readonly Incoming[]) => Promise<(Doc | null)[]>;

/** One platform. */
export interface Transport {
  readonly platform: string;
  /**
   * Begins to take updates; resolves once it does, or is trying to (an unreachable platform is no error).
   *
   * @throws SendError when the platform refuses for good, such as a token that is not valid
   */
  start(handle: Handle): Promise<void>;
  /**
   * @returns a reference to the message, in the platform's own form.
   * @throws SendError
   */
  send(chatId: string, doc: Doc): Promise<string>;
  /** Stops taking updates and resolves within ten seconds, whatever the platform does. */
  stop(): Promise<void>;
}

/** An entry of a client's command menu. */
export interface MenuEntry {
  readonly command: string;
  readonly description: string;
}

/** A transport whose clients show a menu of commands. */
export interface MenuHolder {
  /** @param chatId one chat's own menu; without it, everybody's in that language */
  setMenu(entries: readonly MenuEntry[], language: string, chatId?: string): Promise<void>;
}

/** A transport on which channels have public names. */
export interface ChannelFinder {
  /**
   * @param name a chat id or a public name, as the operator wrote it
   * @returns the lasting id of the chat
   * @throws SendError when there is no such chat, or the bot may not post there
   */
  findChannel(name: string): Promise<string>;
}

/** A transport on which a message can be named, so that sending it again does not double it. */
export interface OnceSender {
  /**
   * @param key names the message within its chat
   * @returns a reference to the message
   * @throws SendError that is never `unknown`: what may be there is sent again under its name
   */
  sendOnce(chatId: string, doc: Doc, key: string): Promise<string>;
}

/** A transport on which a message can be changed once it is there. */
export interface MessageEditor {
  /**
   * Puts a document in the place of a message; one that says so already is left as it is.
   *
   * @param reference what `send` resolved to
   * @param key names the change within the message's changes
   * @throws SendError that is never `unknown`: what may be done is done again; `permanent` where the message can no
   *   longer be changed
   */
  editMessage(chatId: string, reference: string, doc: Doc, key: string): Promise<void>;
}

/** All that not every platform can do. */
export type Abilities = MenuHolder & ChannelFinder & OnceSender & MessageEditor;

/** A short form of commands, for platforms that bound what a button may carry. */
export interface Shorthand {
  pack(command: string): string;
  /** @returns the command, or null for data that no `pack` made. */
  unpack(data: string): string | null;
}
