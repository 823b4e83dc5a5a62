import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./clocked-main.ts', import.meta.url));

export interface ProgramOptions {
  readonly args: readonly string[];
  /** Settings; nothing of this process's environment but the PATH is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** Working folder: no `.env` and no database of the checkout is touched. */
  readonly folder: string;
  /** Unix seconds at which the program's clock stands. */
  readonly now: number;
}

/** The real program as a child process. */
export interface Program {
  readonly child: ChildProcess;
  /** All that it wrote so far. */
  output(): string;
  /** All notices and log lines so far. */
  notices(): string;
  /** Writes to its standard input. */
  type(text: string): void;
  /** Resolves once the pattern stands in its output or notices. @throws when it ends before that. */
  seen(pattern: RegExp): Promise<void>;
  advance(seconds: number): Promise<void>;
  /** @returns the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Ends standard input, or with a signal the program. */
  end(signal?: NodeJS.Signals): Promise<number | string>;
}

export function startProgram({ args, env, folder, now }: ProgramOptions): Program {
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ROLLCALL_TEST_NOW: String(now), ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  const text = { output: '', notices: '' };
  const watchers = new Set<() => void>();
  const collect = (stream: NodeJS.ReadableStream | null, key: keyof typeof text) =>
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text[key] += chunk;
      for (const watch of watchers) watch();
    });
  collect(child.stdout, 'output');
  collect(child.stderr, 'notices');
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string);

  return {
    child,
    ended,
    output: () => text.output,
    notices: () => text.notices,
    type: (line) => void child.stdin?.write(line),
    seen: async (pattern) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const watch = () => {
        if (pattern.test(text.output) || pattern.test(text.notices)) resolve();
      };
      watchers.add(watch);
      watch();
      const gone = ended.then((how) => {
        throw new Error(
          `the program ended (${how}) before ${pattern} was seen:\n${text.output}\n${text.notices}`,
        );
      });
      await Promise.race([promise, gone]).finally(() => watchers.delete(watch));
    },
    advance: async (seconds) => {
      child.send({ advance: seconds });
      await once(child, 'message');
    },
    end: (signal) => {
      if (signal) child.kill(signal);
      else child.stdin?.end();
      return ended;
    },
  };
}
