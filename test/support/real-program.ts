import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The program as people run it, on the system's clock. */
export interface RealProgram {
  readonly pid: number;
  /** All that it wrote so far. */
  output(): string;
  /** Writes to its standard input. */
  type(text: string): void;
  /** Ends its standard input. */
  hangUp(): void;
  /** Resolves once the pattern stands in its output, from that character on. @throws when it ends before that */
  seen(pattern: RegExp, from?: number): Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** A signal that does not end it. */
  signal(name: NodeJS.Signals): void;
  /** @returns the exit code, or the signal that ended it */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/**
 * @param folder the working folder, with its database and keys
 * @param file another program that is run instead
 */
export function startRealProgram(
  folder: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ['start'],
  file = MAIN,
): RealProgram {
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  const looks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const look of looks) look();
    });
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string);
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => text,
    type: (words) => void child.stdin.write(words),
    hangUp: () => void child.stdin.end(),
    seen: async (pattern, from = 0) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (pattern.test(text.slice(from))) resolve();
      };
      looks.add(look);
      look();
      const gone = ended.then((how) => {
        throw new Error(`the program ended (${how}) before ${pattern} was seen:\n${text}`);
      });
      await Promise.race([promise, gone]).finally(() => looks.delete(look));
    },
    signal: (name) => void child.kill(name),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
