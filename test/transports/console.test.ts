import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { textDoc } from '../../src/chat/doc.ts';
import { createConsole } from '../../src/transports/console.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { describeContract, type Harness, type Seen } from './contract.ts';
import { createListener } from './listener.ts';

const NOW = 1_795_244_400;

function seenIn(answer: string): Seen {
  const lines = answer.replace(/\n\n$/, '').split('\n');
  const isChoice = (line: string) => /^ {2}\d+\. /.test(line);
  return {
    text: lines.filter((line) => !isChoice(line)).join('\n'),
    styled: [],
    choices: lines.filter(isChoice).map((line) => line.replace(/^ {2}\d+\. /, '')),
  };
}

async function openConsole(): Promise<Harness> {
  const clock = createManualClock(NOW);
  const answers: string[] = [];
  const watchers = new Set<() => void>();
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      answers.push(chunk);
      for (const watch of watchers) watch();
      done();
    },
  });
  let runs = 0;
  let input = new PassThrough();
  const run = () => {
    input = new PassThrough();
    runs += 1;
    return createConsole({
      input,
      output,
      userId: 'local',
      language: null,
      runId: `run ${runs}`,
      now: clock.now,
      wait: clock.wait,
    });
  };
  const seen = () => answers.map(seenIn);
  const say = (text: string) => void input.write(`${text}\n`);
  const transport = run();
  return {
    transport,
    clock,
    chatId: 'console',
    secrets: [],
    say,
    choose: (label) => say(String((seen().at(-1)?.choices.indexOf(label) ?? 0) + 1)),
    seen,
    until: (condition) =>
      new Promise((resolve) => {
        const watch = () => {
          if (condition()) resolve();
        };
        watchers.add(watch);
        watch();
      }),
    // A terminal repeats nothing.
    confirmed: () => true,
    hang: () => output.cork(),
    refuse: async () => {},
    loseConfirmation: async () => {},
    echo: () => {},
    restart: async () => run(),
    close: () => clock.pass(transport.stop()),
  };
}

describeContract({
  name: 'console',
  limit: null,
  keepsUpdates: false,
  echoes: false,
  refusals: [],
  open: openConsole,
});

describe('the console', () => {
  const answersOf = (written: string[]) => written.join('').split('\n\n').filter(Boolean);

  const typed = (lines: string, { isTTY = false } = {}) => {
    const clock = createManualClock(NOW);
    const written: string[] = [];
    const input = Object.assign(new PassThrough(), { isTTY });
    const output = new Writable({
      write: (chunk, _, done) => {
        written.push(String(chunk));
        done();
      },
    });
    const transport = createConsole({
      input,
      output,
      userId: 'local',
      language: null,
      runId: 'run',
      now: clock.now,
      wait: clock.wait,
    });
    input.end(lines);
    return { transport, written };
  };

  test('handles what was typed before it started, and ends when its input has ended', async () => {
    const { transport, written } = typed('one\n\n  two  \nthree');
    // Whatever the program does before it starts its transports.
    await new Promise(setImmediate);
    await transport.start(createListener(({ text }) => textDoc(`[${text}]`)).handle);
    await transport.ended;
    expect(answersOf(written)).toEqual(['[one]', '[two]', '[three]']);
  });

  test('takes a number for a choice of the last answer, and for a text where there is none', async () => {
    const { transport, written } = typed('1\n/start\n2\n3\n');
    const choices = [[{ label: 'Да', command: '/yes' }], [{ label: 'Нет', command: '/no' }]];
    const { handle, received } = createListener(({ text }) =>
      text === '/start' ? textDoc('?', choices) : textDoc('heard'),
    );
    await transport.start(handle);
    await transport.ended;
    expect(received.map(({ text }) => text)).toEqual(['1', '/start', '/no', '3']);
    // The time of a choice is not told, as on other platforms.
    expect(received.map(({ at }) => at)).toEqual([NOW, NOW, null, NOW]);
    expect(written.join('')).toContain('?\n  1. Да\n  2. Нет\n');
  });

  test('prompts a person at a terminal alone', async () => {
    for (const isTTY of [true, false]) {
      const { transport, written } = typed('hello\n', { isTTY });
      await transport.start(createListener(() => textDoc('heard')).handle);
      await transport.ended;
      expect(written.join('').includes('> ')).toBe(isTTY);
    }
  });
});
