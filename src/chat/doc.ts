/** A run of text in one style; a bare string is plain. */
export type Span = string | { readonly text: string; readonly style: 'bold' | 'italic' | 'code' };

/** One line; an empty one separates paragraphs. */
export interface Line {
  readonly spans: readonly Span[];
  /** Detail that a platform may fold away until it is asked for. */
  readonly folded?: boolean;
}

/** Something to press or to answer with its number. Choosing it is the same as sending its command. */
export interface Choice {
  readonly label: string;
  /** A whole command, `/report s:whatsapp c:kazan`. */
  readonly command: string;
  /** Carries on in a private chat with the bot: for choices that are shown in a group. */
  readonly inPrivate?: boolean;
}

export interface Picture {
  readonly png: Uint8Array;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
}

/** What the bot says, free of any platform's markup. Each transport has one encoder for it. */
export interface Doc {
  /** None is a picture alone. */
  readonly lines: readonly Line[];
  /** Stands under the lines; one that cannot be sent costs no lines. */
  readonly picture?: Picture;
  /** The message that a picture alone belongs to, as `send` referred to it. */
  readonly under?: string;
  /** Rows of choices. */
  readonly choices?: readonly (readonly Choice[])[];
  /** Label of a button that shares where the sender is, on platforms that have one; in place of choices. */
  readonly asksLocation?: string;
}

/** A document that is nothing but its picture. */
export type PictureAlone = Doc & Required<Pick<Doc, 'picture'>>;

export function isPictureAlone(doc: Doc): doc is PictureAlone {
  return doc.picture !== undefined && doc.lines.length === 0;
}

/** @returns a document of plain lines, each `\n` of the text ending one. */
export function textDoc(text: string, choices?: Doc['choices']): Doc {
  const lines = text.split('\n').map((line) => ({ spans: [line] }));
  return choices === undefined ? { lines } : { lines, choices };
}
