import { PassThrough, Writable } from 'node:stream';
import { createConsole } from '../../src/transports/console.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { describeContract, type Harness, type Seen } from './contract.ts';

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
