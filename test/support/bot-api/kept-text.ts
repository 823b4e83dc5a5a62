/** A style or a fold, in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export interface KeptText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Characters that show nothing: a message of these alone counts as empty. */
const EMPTY = /^[\s\p{Cf}\u2800\uFFFC\u{E0000}-\u{E007F}]*$/u;

/**
 * What Telegram keeps of a text, as tdlib does it: control characters become spaces, carriage returns, line
 * separators and direction overrides go, as do white space at both ends and entities with nothing in them.
 * Entities move along.
 */
export function keptText(given: string, entities: readonly Entity[]): KeptText {
  const cleaned = clean(given);
  const moved = entities.map(({ type, offset, length }) => {
    const start = clean(given.slice(0, offset)).length;
    return { type, offset: start, length: clean(given.slice(0, offset + length)).length - start };
  });
  const start = cleaned.length - cleaned.replace(/^[ \n]+/, '').length;
  const text = cleaned.slice(start).replace(/[ \n]+$/, '');
  const kept = moved.map(({ type, offset, length }) => {
    const from = Math.max(offset - start, 0);
    return { type, offset: from, length: Math.min(offset + length - start, text.length) - from };
  });
  return {
    text,
    entities: kept.filter(({ offset, length }) => !isEmpty(text.slice(offset, offset + Math.max(length, 0)))),
  };
}

export function isEmpty(text: string): boolean {
  return EMPTY.test(text);
}

/** Each character by itself, so that a part of a text comes to the same as it does within the whole. */
function clean(text: string): string {
  return (
    text
      .replace(/[\r\u2028-\u202E]|\u0333|\u033F|\u030A/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
      .replace(/[\u0000-\u0009\u000B-\u001F]/g, ' ')
  );
}
