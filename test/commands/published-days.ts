import { addDays } from '../../src/domain/day.ts';
import { NO_MEMORY } from '../../src/domain/settle-day.ts';
import { WHOLE_DIGEST } from '../../src/store/channels.ts';
import type { Store } from '../../src/store/store.ts';
import { cell, dayOf, silent } from '../digest/cells.ts';

/** The day before the talks of `talk.ts`. */
export const DAY = '2026-11-20';

/** Two closed days of Moscow and one of Yekaterinburg, with trouble in Kazan on the last. */
export async function freezeDays({ results }: Store): Promise<void> {
  const trouble = { state: 'broke', works: 0.2, fails: 0.8, people: '20+', from: '14:00' } as const;
  const cells = [
    cell('whatsapp', { state: 'blocked', since: '2026-02-11', works: 0.1, vpnOnly: 0.7, fails: 0.2 }),
    cell('telegram', { works: 0.9 }),
    cell('telegram', { region: 'RU-TA', city: 'kazan', carrier: 'mts', ...trouble }),
    cell('max'),
    silent('signal'),
  ];
  await results.freeze(dayOf([cell('telegram')], { day: addDays(DAY, -1) }), NO_MEMORY);
  await results.freeze(dayOf(cells, { day: DAY }), NO_MEMORY);
  await results.freeze(
    dayOf([cell('telegram', { region: 'RU-SVE', ...trouble }), silent('max')], {
      day: DAY,
      zone: 'Asia/Yekaterinburg',
    }),
    NO_MEMORY,
  );
}

/** Adds a channel that has the digest of that day. @returns its number */
export async function addPosted(store: Store, chatId: string, zone = 'Europe/Moscow'): Promise<number> {
  await store.channels.seed({
    platform: 'telegram',
    chatId,
    language: 'ru',
    zone,
    digestAt: '09:00',
    firstDay: DAY,
    ...WHOLE_DIGEST,
  });
  const id = (await store.channels.list()).at(-1)?.id ?? 0;
  await store.deliveries.claim(id, DAY, 'x', '{}');
  await store.deliveries.record(id, DAY, 'sent', '77');
  return id;
}
