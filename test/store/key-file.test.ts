import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { KeyFileRefused, openKeyFile } from '../../src/store/key-file.ts';
import { pseudonymsOf } from '../../src/store/pseudonyms.ts';
import { temporaryFolder } from '../support/folder.ts';
import { DAY, T0 } from './fixture.ts';

const folder = temporaryFolder();
let files = 0;
const newPath = () => join(folder, `${files++}`, 'rollcall.key');

describe('the key file', () => {
  test('is made for its owner alone and holds after a restart', async () => {
    const path = newPath();
    const first = await openKeyFile(path, T0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    const second = await openKeyFile(path, T0 + DAY);
    expect(second.live()).toEqual(first.live());
    expect(second.lasting).toEqual(first.lasting);
  });

  test('gets a new key after 30 days and drops the old one after 60', async () => {
    const path = newPath();
    const keys = await openKeyFile(path, T0);
    expect(await keys.rotate(T0 + 30 * DAY - 1)).toBe(false);
    expect(await keys.rotate(T0 + 30 * DAY)).toBe(true);
    expect(keys.live().map((key) => key.epoch)).toEqual([2, 1]);
    expect(await keys.rotate(T0 + 59 * DAY)).toBe(false);
    expect(await keys.rotate(T0 + 60 * DAY)).toBe(true);
    expect(keys.live().map((key) => key.epoch)).toEqual([3, 2]);
  });

  test('has a new key on the disk before it can be used', async () => {
    const path = newPath();
    const keys = await openKeyFile(path, T0);
    await keys.rotate(T0 + 31 * DAY);
    expect((await openKeyFile(path, T0 + 31 * DAY)).live()).toEqual(keys.live());
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test('after a long rest holds no key older than 60 days', async () => {
    const keys = await openKeyFile(newPath(), T0);
    await keys.rotate(T0 + 200 * DAY);
    expect(keys.live().map((key) => key.epoch)).toEqual([2]);
  });

  test('is refused when others may read it', async () => {
    const path = newPath();
    await openKeyFile(path, T0);
    chmodSync(path, 0o640);
    await expect(openKeyFile(path, T0)).rejects.toThrow('chmod 600');
  });

  test('is refused when damaged, never replaced', async () => {
    const path = newPath();
    await openKeyFile(path, T0);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 50));
    await expect(openKeyFile(path, T0)).rejects.toThrow(KeyFileRefused);
    expect(readFileSync(path, 'utf8')).toHaveLength(50);
  });
});

test('a pseudonym differs by platform, person and epoch', async () => {
  const keys = await openKeyFile(newPath(), T0);
  await keys.rotate(T0 + 30 * DAY);
  const values = [
    ...pseudonymsOf(keys, 'telegram', '1'),
    ...pseudonymsOf(keys, 'telegram', '2'),
    ...pseudonymsOf(keys, 'matrix', '1'),
  ].map(({ value }) => value.toString('hex'));
  expect(values).toHaveLength(6);
  expect(new Set(values).size).toBe(6);
  expect(pseudonymsOf(keys, 'telegram', '1').map(({ value }) => value.toString('hex'))).toEqual(
    values.slice(0, 2),
  );
});
