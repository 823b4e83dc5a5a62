import { describe, expect, test } from '@jest/globals';
import { viewNetwork } from '../../src/digest/network.ts';
import { cell } from './cells.ts';

const BROKE = { state: 'broke', since: '2026-11-21', works: 0.1, fails: 0.9 } as const;
const BELGOROD = { region: 'RU-BEL' } as const;
const ON_MTS = { ...BELGOROD, carrier: 'mts' } as const;
const network = cell('mobile-internet', { ...BROKE, ...BELGOROD, from: '06:00', to: '12:00' });

/** What is told where all that is listed is in trouble. */
function view(...troubles: ReturnType<typeof cell>[]) {
  return viewNetwork(troubles, troubles);
}

describe('a messenger that went with its mobile network', () => {
  test('is named behind it, in the same place or inside it, once', () => {
    const telegram = cell('telegram', { ...BROKE, ...BELGOROD, from: '07:00', to: '11:00' });
    const inside = cell('max', { ...BROKE, ...ON_MTS, city: 'belgorod' });
    const calls = cell('max', { ...BROKE, ...BELGOROD, function: 'voice' });
    const { lines, alongside } = view(network, telegram, inside, calls);
    expect(lines).toEqual([network]);
    expect(alongside.get(network)).toEqual(['telegram', 'max']);
  });

  test.each([
    ['elsewhere', { region: 'RU-KRS' }],
    ['in the whole country', { region: null }],
    ['at other hours', { from: '12:00', to: '15:00' }],
    ['since before the network did', { since: '2026-11-19', state: 'still_broken' as const }],
  ])('keeps its line where it broke %s', (_, changes) => {
    const telegram = cell('telegram', { ...BROKE, ...BELGOROD, ...changes });
    expect(view(network, telegram).lines).toEqual([network, telegram]);
  });

  test('is not what home internet is: a line of its own', () => {
    const home = cell('home-internet', { ...BROKE, ...BELGOROD });
    expect(view(network, home).lines).toEqual([network, home]);
  });
});

describe('services that broke together', () => {
  const at = (service: string, from: string | null = '14:00', to: string | null = '18:00') =>
    cell(service, { ...BROKE, ...ON_MTS, from, to });
  const three = [at('telegram'), at('max', '15:00', '19:00'), at('vk', '16:00', '20:00')];

  test('make the network seem down, for the hours they share', () => {
    const { lines, supposed } = view(...three);
    expect(lines).toEqual([]);
    expect(supposed).toEqual([{ ...ON_MTS, city: null, cells: three, from: '16:00', to: '18:00' }]);
  });

  test('take along what broke inside their place', () => {
    const calls = cell('telegram', { ...BROKE, ...ON_MTS, city: 'belgorod', function: 'voice' });
    expect(view(...three, calls).lines).toEqual([]);
  });

  test('for the whole day have no hours', () => {
    const { supposed } = view(at('telegram', null, null), at('max', null, null), at('vk', null, null));
    expect(supposed).toMatchObject([{ from: null, to: null }]);
  });

  test('until the day ended have no end', () => {
    const { supposed } = view(at('telegram', '20:00', null), at('max', '21:00', null), at('vk', null, null));
    expect(supposed).toMatchObject([{ from: '21:00', to: null }]);
  });

  test.each([
    ['are only two', three.slice(0, 2)],
    ['did so one after another', [at('telegram', '01:00', '04:00'), ...three.slice(1)]],
    ['did so in the whole country', three.map((one) => ({ ...one, region: null, carrier: null }))],
    ['have been down for days', three.map((one) => ({ ...one, state: 'still_broken' as const }))],
  ])('suppose nothing where they %s', (_, troubles) => {
    const { lines, supposed } = view(...troubles);
    expect(supposed).toEqual([]);
    expect(lines).toEqual(troubles);
  });

  test('suppose nothing where as many work there', () => {
    const works = ['youtube', 'whatsapp', 'viber'].map((service) => cell(service, ON_MTS));
    expect(viewNetwork(three, [...three, ...works]).supposed).toEqual([]);
    expect(viewNetwork(three, [...three, ...works.slice(1)]).supposed).toHaveLength(1);
  });

  test('suppose nothing where mobile internet itself is listed', () => {
    const listed = cell('mobile-internet', ON_MTS);
    expect(viewNetwork(three, [...three, listed]).supposed).toEqual([]);
  });
});
