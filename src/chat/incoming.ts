/** What a person sent, the same on every platform. Lives in memory for the length of one update, never longer. */
export interface Incoming {
  /** `telegram`, `matrix`, `console`. */
  readonly platform: string;
  /** Names this update within its platform, the same when the platform delivers it again. */
  readonly key: string;
  /** Where the answer goes. */
  readonly chatId: string;
  /** Others may read along in a group: no report is taken there. */
  readonly chat: 'private' | 'group';
  /** Null when the platform hides who wrote: a message sent as a channel, an anonymous administrator. */
  readonly userId: string | null;
  /** The client's language (`ru`, `en-GB`), where the platform tells. */
  readonly language: string | null;
  /** When it was sent, Unix seconds; null for the press of a button, whose time no platform tells. */
  readonly at: number | null;
  /** A command (`/report kazan`, a pressed choice's included) or plain text; never with the bot's name in it. */
  readonly text: string;
  /** Somebody else's words, passed on. */
  readonly forwarded: boolean;
  /** False where words in a group may be meant for another bot: silence answers what is not known then. */
  readonly addressed?: boolean;
  /** The sender's client has a way to share a place. */
  readonly canShareLocation?: boolean;
  /** Where the sender is, degrees, when shared instead of words. */
  readonly location?: { readonly lat: number; readonly lon: number };
}
