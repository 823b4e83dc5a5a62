import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { type RealProgram, startRealProgram } from '../support/real-program.ts';

const DEMO = new URL('../../examples/demo/demo.ts', import.meta.url).pathname;

describe('npm run demo', () => {
  const demo: RealProgram = startRealProgram(temporaryFolder(), {}, ['--people', '300'], DEMO);
  const rollcall = {
    /** @returns what it answers, once the last of it stands there */
    ask: async (words: string, last: RegExp): Promise<string> => {
      const before = demo.output().length;
      demo.type(`${words}\n`);
      await demo.seen(last, before);
      return demo.output().slice(before);
    },
  };
  afterAll(() => demo.end('SIGKILL'));

  test('posts the digest of a simulated month, all of it marked', async () => {
    await demo.seen(/Перекличка · .*Метод/s);
    expect(demo.output()).toMatch(/WhatsApp: с 11 февраля, без изменений/);
    expect(demo.output()).toMatch(/СЛОМАЛОСЬ\s+simulated │ • Telegram/);
    expect(demo.output()).not.toMatch(/с опозданием/);
    expect(unmarked(demo.output())).toEqual([]);
  }, 300_000);

  test('answers as the program does', async () => {
    expect(await rollcall.ask('/status', /раз в час/)).toMatch(/На \d\d:00, Europe/);
    expect(await rollcall.ask('/recent max казань', /10\. /)).toMatch(
      /MAX: не работает · Казань, МТС · новый/,
    );
  }, 300_000);

  test('lets its brigade be purged and brought back, the same people both times', async () => {
    const preview = await rollcall.ask('/purge max казань 3h', /1\. Снять/);
    const extent = /Ответов: (\d+), людей: \d+, из них давних: \d+/.exec(preview);
    expect(Number(extent?.[1])).toBeGreaterThanOrEqual(60);
    await rollcall.ask('1', /Снято, № 1/);
    expect(await rollcall.ask('/undo 1', /Возвращено.*\./)).toContain(extent?.[0]);
  }, 300_000);

  test('leaves nothing behind', async () => {
    const [, database = ''] = /База: (\S+)/.exec(demo.output()) ?? [];
    expect(existsSync(database)).toBe(true);
    expect(await demo.end('SIGTERM')).toBe(0);
    expect(existsSync(dirname(database))).toBe(false);
  }, 300_000);
});

/** @returns the lines of the digest and after it that could pass for true */
function unmarked(output: string): string[] {
  const lines = output.slice(output.indexOf('simulated │ ')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('simulated │ '));
}
