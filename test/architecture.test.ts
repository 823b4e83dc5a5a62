import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/**
 * What each part of src/ may import from src/, and whether it may import packages. A part is a folder, a
 * platform's folder or file below transports/, or a file of src/ itself.
 */
const RULES: Record<string, { parts: readonly string[]; packages: boolean }> = {
  domain: { parts: [], packages: false },
  chat: { parts: [], packages: false },
  locales: { parts: [], packages: true },
  clock: { parts: [], packages: true },
  log: { parts: [], packages: true },
  config: { parts: ['locales', 'setting-forms', 'channels-file'], packages: true },
  'channels-file': { parts: ['catalog', 'locales', 'setting-forms'], packages: true },
  'setting-forms': { parts: [], packages: true },
  catalog: { parts: ['domain', 'chat'], packages: true },
  store: { parts: ['domain', 'catalog', 'chat'], packages: true },
  commands: { parts: ['domain', 'catalog', 'chat', 'store', 'locales'], packages: true },
  digest: { parts: ['domain', 'catalog', 'chat', 'store', 'locales'], packages: true },
  exchange: { parts: ['domain', 'catalog', 'store'], packages: true },
  'transports/dispatcher': { parts: [], packages: true },
  'transports/console': { parts: ['chat'], packages: true },
  'transports/telegram': { parts: ['chat'], packages: true },
  'transports/matrix': { parts: ['chat'], packages: true },
  'ops-chat': { parts: ['chat'], packages: false },
  errands: { parts: ['chat'], packages: false },
  'channel-seeds': { parts: ['chat'], packages: false },
  housekeeping: { parts: ['domain', 'store'], packages: false },
  app: {
    parts: [
      'housekeeping',
      'ops-chat',
      'channel-seeds',
      'channels-file',
      'errands',
      'domain',
      'catalog',
      'chat',
      'store',
      'commands',
      'digest',
      'locales',
      'clock',
      'log',
      'config',
    ],
    packages: true,
  },
};

/** The files that join everything: they may import any part. */
const JOINERS = /^(main|cli\/.*)$/;

interface Import {
  readonly file: string;
  readonly target: string;
}

function partOf(path: string): string {
  const [first = '', second = ''] = path.replace(/\.ts$/, '').split('/');
  return first === 'transports' ? `${first}/${second}` : first;
}

function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] ?? '' }));
}

/** @returns why an import is not allowed, or null. */
function complaint({ file, target }: Import): string | null {
  const part = partOf(file);
  if (JOINERS.test(file.replace(/\.ts$/, ''))) return null;
  const rule = RULES[part];
  if (!rule) return `${file}: no rule for ${part}`;
  if (!target.startsWith('.')) return rule.packages ? null : `${file} imports ${target}`;
  const path = relative(SRC, join(SRC, dirname(file), target));
  if (path.startsWith('..'))
    return path.startsWith('../migrations/') && part === 'store' ? null : `${file} imports ${path}`;
  const other = partOf(path);
  return other === part || rule.parts.includes(other) ? null : `${file} imports ${path}`;
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
}

describe('imports', () => {
  const imports = sources().flatMap((file) => importsOf(file, readFileSync(join(SRC, file), 'utf8')));

  test('go only in the directions that the layout allows', () => {
    expect(imports.map(complaint).filter((line) => line !== null)).toEqual([]);
  });

  test('a wrong one is reported', () => {
    const planted = [
      { file: 'domain/report.ts', target: 'zod' },
      { file: 'domain/report.ts', target: '../store/reports.ts' },
      { file: 'commands/report.ts', target: '../digest/render.ts' },
      { file: 'transports/telegram/poll.ts', target: '../console.ts' },
      { file: 'transports/matrix/inbox.ts', target: '../../store/event-queue.ts' },
      { file: 'store/event-queue.ts', target: '../transports/matrix/vault.ts' },
      { file: 'transports/console.ts', target: '../commands/answer.ts' },
      { file: 'store/reports.ts', target: '../commands/answer.ts' },
    ];
    expect(planted.map(complaint).filter((line) => line !== null)).toHaveLength(planted.length);
  });

  test('are found in every form they are written in', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      "import {\n  c,\n} from './c.ts';",
      "export { d } from './d.ts';",
      "import './e.ts';",
      "const f = await import('./f.ts');",
    ].join('\n');
    expect(importsOf('x.ts', text).map(({ target }) => target)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `./${name}.ts`),
    );
  });
});

describe('time and environment', () => {
  test('are read in one place each', () => {
    const reads = (pattern: RegExp) =>
      sources().filter((file) => pattern.test(readFileSync(join(SRC, file), 'utf8')));
    expect(reads(/Date\.now\(|new Date\(\)|Temporal\.Now/)).toEqual(['clock.ts']);
    expect(reads(/process\.env\b/)).toEqual(['main.ts']);
  });

  test('only the store speaks SQL', () => {
    const speaks = sources().filter((file) =>
      /from '(kysely|better-sqlite3)/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(speaks.filter((file) => !file.startsWith('store/'))).toEqual([]);
  });
});
