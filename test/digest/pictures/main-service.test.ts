import { expect, test } from '@jest/globals';
import { mainService } from '../../../src/digest/pictures/main-service.ts';
import { cell, dayOf, silent } from '../cells.ts';
import { MAIN } from './writing.ts';

const blocked = cell('whatsapp', { state: 'blocked', since: '2026-02-11', people: '500+' });
const broke = (service: string, region: string | null, people = '20+') =>
  cell(service, { region, state: 'broke', since: '2026-11-21', people });

test('what broke in most places is what a day is about', () => {
  const day = dayOf([
    blocked,
    broke('max', 'RU-TA', '100+'),
    broke('viber', 'RU-TA'),
    broke('viber', 'RU-SVE'),
  ]);
  expect(mainService(day, MAIN)).toBe('viber');
});

test('two carriers in one region are one place', () => {
  const viber = [
    { ...broke('viber', 'RU-TA'), carrier: 'mts' },
    { ...broke('viber', 'RU-TA'), carrier: 'beeline' },
  ];
  expect(mainService(dayOf([...viber, broke('max', 'RU-TA', '100+')]), MAIN)).toBe('max');
});

test('the whole country is more than any number of places', () => {
  const day = dayOf([broke('viber', 'RU-TA'), broke('viber', 'RU-SVE'), broke('max', null)]);
  expect(mainService(day, MAIN)).toBe('max');
});

test('of what broke everywhere it is what most people use', () => {
  expect(mainService(dayOf([broke('max', null, '50+'), broke('viber', null, '100+')]), MAIN)).toBe('viber');
});

test('where nothing broke it is what is blocked for most', () => {
  const day = dayOf([
    cell('telegram', { people: '1000+' }),
    { ...blocked, service: 'discord', people: '50+' },
    blocked,
  ]);
  expect(mainService(day, MAIN)).toBe('whatsapp');
});

test('a function that broke is not the service', () => {
  const day = dayOf([blocked, { ...broke('max', null), function: 'voice' }]);
  expect(mainService(day, MAIN)).toBe('whatsapp');
});

test('on a day without trouble it is the first of the main ones of which something is known', () => {
  expect(mainService(dayOf([cell('vk'), cell('max'), cell('telegram'), silent('whatsapp')]), MAIN)).toBe(
    'telegram',
  );
  expect(mainService(dayOf([silent('telegram'), silent('whatsapp')]), MAIN)).toBe('whatsapp');
});
