/**
 * Where a message of the bot keeps the commands of its choices, in the order of their numbers. In the event
 * itself, so that a restart forgets none; in an encrypted room it is encrypted with the words.
 */
export const CHOICES = 'org.rollcall.choices';

/** Reactions are not encrypted anywhere: they show a number and no words. Keycaps end with ten. */
const MOST_REACTIONS = 10;

/** @returns the number that somebody wrote alone: `2`, `2.`, `№ 2`, `2️⃣`; null for anything else */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(/^[№#!]\s*/u, '');
  const [, digits] = /^(\d{1,3})[.)]?$/.exec(plain) ?? [];
  return digits === undefined ? numberOfReaction(plain) : Number(digits);
}

/** @returns the reactions to press for so many choices */
export function reactionKeys(count: number): string[] {
  return Array.from({ length: Math.min(count, MOST_REACTIONS) }, (_, index) =>
    index === 9 ? '🔟' : `${index + 1}\uFE0F\u20E3`,
  );
}

/** @returns the number that a reaction shows; null for any other. Clients differ in the selector U+FE0F. */
export function numberOfReaction(key: string): number | null {
  const bare = key.trim().replaceAll('\uFE0F', '');
  if (bare === '🔟') return 10;
  const [, digit] = /^([1-9])\u20E3$/.exec(bare) ?? [];
  return digit === undefined ? null : Number(digit);
}

/** @returns the commands that a message of the bot offers; none where its content is of another form */
export function commandsIn(content: Readonly<Record<string, unknown>>): readonly string[] {
  const commands = content[CHOICES];
  const whole = Array.isArray(commands) && commands.every((command) => typeof command === 'string');
  return whole ? commands : [];
}
