/** A room gets so many answers a minute. */
const MOST_ANSWERS = 6;
const WINDOW_SECONDS = 60;

/**
 * @param now Unix seconds
 * @returns a function that takes note of an answer to a room, and says whether it would be one too many
 */
export function createThrottle(now: () => number): (roomId: string) => boolean {
  const answers = new Map<string, number[]>();
  return (roomId) => {
    const recent = (answers.get(roomId) ?? []).filter((at) => at > now() - WINDOW_SECONDS);
    answers.set(roomId, recent);
    if (recent.length >= MOST_ANSWERS) return true;
    recent.push(now());
    return false;
  };
}
