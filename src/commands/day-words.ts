import { addDays } from '../domain/day.ts';

const NEAR: Readonly<Record<string, number>> = {
  today: 0,
  сегодня: 0,
  yesterday: -1,
  вчера: -1,
  позавчера: -2,
};
const DATE = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;

/**
 * Takes the first word that is a day out of a command's words: `2026-11-21`, `21.11`, `21.11.2026`, `вчера`.
 * A date without its year is the last one that is not after today.
 *
 * @param today the local date
 */
export function takeDay(args: string, today: string): { day: string | null; rest: string } {
  const words = args.split(' ').filter((word) => word !== '');
  const days = words.map((word) => readDay(word.toLowerCase(), today));
  const at = days.findIndex((day) => day !== null);
  return { day: days[at] ?? null, rest: words.filter((_, index) => index !== at).join(' ') };
}

function readDay(word: string, today: string): string | null {
  const near = NEAR[word];
  if (near !== undefined) return addDays(today, near);
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return existing(word);
  const [, date, month, year] = DATE.exec(word) ?? [];
  if (!date || !month) return null;
  const inYear = (one: string | number) =>
    existing(`${one}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (year) return inYear(year);
  const thisYear = Number(today.slice(0, 4));
  return [inYear(thisYear), inYear(thisYear - 1)].find((day) => day !== null && day <= today) ?? null;
}

function existing(day: string): string | null {
  try {
    return Temporal.PlainDate.from(day).toString();
  } catch {
    return null;
  }
}
