import { describe, expect, test } from '@jest/globals';
import { mannerOf } from '../../src/digest/lead.ts';
import { type DigestModel, makeModel } from '../../src/digest/model.ts';
import { NAMED_SERVICES } from '../../src/digest/named.ts';
import { shareBefore } from '../../src/digest/yesterday.ts';
import type { PublishedCell } from '../../src/domain/result.ts';
import { cell, day, dayOf, silent } from './cells.ts';

const BROKE = { state: 'broke', since: '2026-11-21', works: 0.2, fails: 0.8 } as const;
const BLOCKED = { state: 'blocked', since: '2026-02-11', works: 0.1, vpnOnly: 0.7, fails: 0.2 } as const;
const TATARSTAN = { region: 'RU-TA' } as const;

function modelOf(cells: readonly PublishedCell[], yesterday?: readonly PublishedCell[]): DigestModel {
  const before = yesterday ? dayOf(yesterday, { day: '2026-11-20' }) : null;
  return makeModel({ ...day(dayOf(cells), { yesterday: before }), main: NAMED_SERVICES });
}

describe('a part gets its own words', () => {
  test('where it is in trouble and nothing wider is', () => {
    const kazan = cell('max', { ...BROKE, ...TATARSTAN, city: 'kazan' });
    expect(modelOf([cell('max'), kazan]).broke.map((entry) => entry.cell)).toEqual([kazan]);
    expect(modelOf([cell('max', BROKE), kazan]).broke).toHaveLength(1);
  });

  test('as a function, unless the service is in trouble there', () => {
    const calls = cell('max', { ...BROKE, ...TATARSTAN, function: 'voice' });
    const whole = cell('max', { ...BROKE, ...TATARSTAN });
    expect(modelOf([cell('max'), calls]).broke.map((entry) => entry.cell)).toEqual([calls]);
    expect(modelOf([cell('max'), calls, whole]).broke.map((entry) => entry.cell)).toEqual([whole]);
  });

  test('where it works although the whole does not, beside the whole', () => {
    const whole = cell('whatsapp', BLOCKED);
    const part = cell('whatsapp', TATARSTAN);
    expect(modelOf([whole, part]).spared).toMatchObject([{ cell: part, wider: whole }]);
    const { spared, fine } = modelOf([cell('whatsapp'), part]);
    expect([spared, fine.map((entry) => entry.cell)]).toEqual([[], [cell('whatsapp')]]);
  });

  test('where it recovered before the whole did', () => {
    const part = cell('max', { ...TATARSTAN, state: 'recovered', since: '2026-11-18' });
    expect(modelOf([cell('max', BROKE), part]).recovered).toMatchObject([{ cell: part }]);
    expect(modelOf([{ ...part, region: null }, part]).recovered).toHaveLength(1);
  });

  test('among what is fine where of the whole too few spoke', () => {
    const part = cell('max', TATARSTAN);
    expect(modelOf([silent('max'), part]).fine.map((entry) => entry.cell)).toEqual([part]);
  });
});

describe('the first lines', () => {
  test('say by how it works what a reader can do', () => {
    expect(mannerOf({ works: 0.1, vpnOnly: 0.7 })).toBe('vpn');
    expect(mannerOf({ works: 0.3, vpnOnly: 0.1 })).toBe('down');
    expect(mannerOf({ works: 0.55, vpnOnly: 0.1 })).toBe('patchy');
  });

  test('name a function and not its service, and one that broke in several places once', () => {
    const calls = cell('max', { ...BROKE, function: 'voice' });
    const places = ['RU-TA', 'RU-OMS', 'RU-PER'].map((region) => cell('telegram', { ...BROKE, region }));
    const login = cell('max', { ...BROKE, function: 'login', people: '50+' });
    const { headlines, fine } = modelOf([cell('max'), calls, login, cell('telegram'), ...places]).lead;
    expect(headlines.map(({ entries }) => entries.map((entry) => entry.cell.function))).toEqual([
      ['voice'],
      ['login'],
      [null, null, null],
    ]);
    expect(fine.map(({ service }) => service)).toEqual(['max', 'telegram']);
  });

  test('agree on a manner only where all places do', () => {
    const places = [
      cell('telegram', { ...BROKE, ...TATARSTAN }),
      cell('telegram', { ...BROKE, region: 'RU-OMS' }),
    ];
    const mixed = places.map((one, index) => (index === 1 ? one : { ...one, works: 0.6, fails: 0.4 }));
    expect(modelOf([cell('telegram'), ...places]).lead.headlines[0]?.manner).toBe('down');
    expect(modelOf([cell('telegram'), ...mixed]).lead.headlines[0]?.manner).toBe('patchy');
  });

  test('keep to the services that readers look for', () => {
    const { standing, fine } = modelOf([cell('whatsapp', BLOCKED), cell('x', BLOCKED), cell('zoom')]).lead;
    expect(standing.vpn.map(({ service }) => service)).toEqual(['whatsapp']);
    expect(fine).toEqual([]);
  });
});

describe('beside the day before', () => {
  const changed = (before: number, works: number, norm = 0.95) =>
    shareBefore({ cell: cell('max', { works, norm }), before: cell('max', { works: before }) });

  test("yesterday's share is told from a difference of ten percent on", () => {
    expect([changed(0.3, 0.2), changed(0.25, 0.35)]).toEqual([0.3, 0.25]);
    expect([changed(0.25, 0.2), changed(0.2, 0.2)]).toEqual([null, null]);
  });

  test('and not twice, where it was the usual one', () => {
    const told = (works: number) =>
      shareBefore({ cell: cell('max', { works: 0.2 }), before: cell('max', { works }) }, true);
    expect([told(0.95), told(0.6)]).toEqual([null, 0.6]);
  });

  test('nothing is told of what was not listed', () => {
    expect(modelOf([cell('max')], [cell('max', TATARSTAN)]).fine[0]?.before).toBeNull();
    expect(shareBefore({ cell: cell('max'), before: silent('max') })).toBeNull();
  });

  test('a trouble of some hours is over where the same cell is fine', () => {
    const hours = cell('max', { ...BROKE, ...TATARSTAN, from: '14:00', to: '19:00' });
    const fine = cell('max', TATARSTAN);
    const { recovered } = modelOf([cell('max'), fine], [cell('max'), hours]);
    expect(recovered).toMatchObject([{ cell: fine, before: hours }]);
    expect(modelOf([cell('max')], [cell('max'), hours]).recovered).toEqual([]);
    const on = cell('max', { ...BROKE, ...TATARSTAN, state: 'still_broken' });
    expect(modelOf([cell('max'), on], [cell('max'), hours]).recovered).toEqual([]);
  });
});
