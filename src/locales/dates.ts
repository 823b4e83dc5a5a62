/** Farther from today than this a date needs its year. */
const YEARLESS_DAYS = 300;

/**
 * @param day ISO date
 * @param today the day from which it is seen: of the days around it the year goes without saying
 * @returns `11 февраля`, `8 August 2024`
 */
export function dateText(day: string, language: string, today: string): string {
  const date = Temporal.PlainDate.from(day);
  const far = Math.abs(date.until(today, { largestUnit: 'days' }).days) > YEARLESS_DAYS;
  const year = far ? ({ year: 'numeric' } as const) : {};
  return date.toLocaleString(localeOf(language), {
    day: 'numeric',
    month: 'long',
    ...year,
  });
}

/** Made once a language: making one takes a hundred times as long as using it. */
const weekdays = new Map<string, Intl.DateTimeFormat>();

/** @returns `суббота, 21 ноября`, `Saturday 21 November` */
export function weekdayText(day: string, language: string): string {
  const format = weekdays.getOrInsertComputed(
    language,
    () => new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long' }),
  );
  return format.format(Temporal.PlainDate.from(day));
}

export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
