import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueDays, isLate } from '../../src/digest/schedule.ts';
import { addDays, daySpan, instantOf } from '../../src/domain/day.ts';
import { type Channel, WHOLE_DIGEST } from '../../src/store/channels.ts';

const channel: Channel = {
  id: 1,
  platform: 'telegram',
  chatId: '-100',
  language: 'ru',
  zone: 'Europe/Moscow',
  digestAt: '09:00',
  firstDay: '2026-11-01',
  paused: false,
  ...WHOLE_DIGEST,
};
const at = (day: string, time: string, zone = channel.zone) => instantOf(day, time, zone);
const allUntil = (last: string) => new Set(daysFrom(channel.firstDay, last));

describe('a closed day', () => {
  test('is due from the hour of the next day on, and not a minute before', () => {
    const done = allUntil('2026-11-19');
    expect(dueDays(channel, done, at('2026-11-21', '08:59')).days).toEqual([]);
    expect(dueDays(channel, done, at('2026-11-21', '09:00')).days).toEqual(['2026-11-20']);
  });

  test('is due once', () => {
    expect(dueDays(channel, allUntil('2026-11-20'), at('2026-11-21', '23:59')).days).toEqual([]);
  });

  test('is not owed by a channel from before it was added, nor by one that is paused', () => {
    expect(dueDays(channel, new Set(), at('2026-11-01', '12:00'))).toEqual({ days: [], missed: [] });
    expect(dueDays({ ...channel, paused: true }, new Set(), at('2026-11-21', '12:00')).days).toEqual([]);
  });

  test('is posted up to three days back; older ones are named', () => {
    const due = dueDays(channel, allUntil('2026-11-10'), at('2026-11-21', '12:00'));
    expect(due.days).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
    expect(due.missed).toEqual(daysFrom('2026-11-11', '2026-11-17'));
  });

  test('is late an hour after its hour', () => {
    expect(isLate(channel, '2026-11-20', at('2026-11-21', '09:59'))).toBe(false);
    expect(isLate(channel, '2026-11-20', at('2026-11-21', '10:01'))).toBe(true);
  });
});

describe('where clocks change', () => {
  test('days have 23 and 25 hours, and each is due once at its local hour', () => {
    const berlin = { ...channel, zone: 'Europe/Berlin', firstDay: '2026-03-27' };
    const hours = (day: string) => {
      const { start, end } = daySpan(day, berlin.zone);
      return (end - start) / 3600;
    };
    expect([hours('2026-03-29'), hours('2026-10-25')]).toEqual([23, 25]);
    const posted: string[] = [];
    const end = daySpan('2026-04-01', berlin.zone).end;
    for (let now = daySpan('2026-03-27', berlin.zone).start; now < end; now += 900) {
      posted.push(...dueDays(berlin, new Set(posted), now).days);
    }
    expect(posted).toEqual(daysFrom('2026-03-27', '2026-03-31'));
  });

  test('an hour that does not exist on the day is the next one that does', () => {
    const early = { ...channel, zone: 'Europe/Berlin', digestAt: '02:30', firstDay: '2026-03-28' };
    const before = at('2026-03-29', '01:59', early.zone);
    expect(dueDays(early, new Set(), before).days).toEqual([]);
    expect(dueDays(early, new Set(), before + 3600).days).toEqual(['2026-03-28']);
  });
});

describe('zones that are half an hour off', () => {
  test('close their day at their own midnight, and a half hour is a due time as any', () => {
    const kolkata = { ...channel, zone: 'Asia/Kolkata', digestAt: '07:30', firstDay: '2026-11-20' };
    // 18:30 UTC, and 02:00 UTC: five and a half hours ahead.
    expect(daySpan('2026-11-20', kolkata.zone)).toEqual({ start: 1_795_113_000, end: 1_795_199_400 });
    const due = 1_795_226_400;
    expect(dueDays(kolkata, new Set(), due - 60).days).toEqual([]);
    expect(dueDays(kolkata, new Set(), due).days).toEqual(['2026-11-20']);
  });
});

describe('a channel whose zone and hour are changed', () => {
  const zones = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Kolkata', 'Asia/Kamchatka', 'Europe/Berlin'];
  const change = fc.record({
    after: fc.integer({ min: 0, max: 12 * 48 }),
    zone: fc.constantFrom(...zones),
    digestAt: fc.constantFrom('00:00', '07:00', '09:30', '23:00', '23:45'),
  });

  test('gets each local day once and in order, whenever and however often they change', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        // Over the night in which Berlin's clocks change.
        let current: Channel = { ...channel, firstDay: '2026-10-20' };
        const posted: string[] = [];
        const begin = daySpan('2026-10-20', current.zone).start;
        for (let halfHour = 0; halfHour < 12 * 48; halfHour++) {
          for (const { after, ...settings } of changes)
            if (after === halfHour) current = { ...current, ...settings };
          const { days, missed } = dueDays(current, new Set(posted), begin + halfHour * 1800);
          expect(missed).toEqual([]);
          posted.push(...days);
        }
        expect(posted.length).toBeGreaterThanOrEqual(10);
        expect(posted).toEqual(daysFrom('2026-10-20', posted.at(-1) ?? ''));
      }),
      { numRuns: 20 },
    );
  });
});

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
