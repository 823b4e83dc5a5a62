/**
 * The reader: how right it is on labelled lines, and how fast beside minisearch over the same names. Prints a
 * table for people; the last line is one JSON object.
 */
import MiniSearch from 'minisearch';
import { loadCatalog } from '../src/catalog/catalog.ts';
import { wordsOf } from '../src/catalog/normalise.ts';
import { createCueBook, loadCues } from '../src/catalog/reader/cues/cue-book.ts';
import { createLexicon } from '../src/catalog/reader/names/lexicon.ts';
import { createReader } from '../src/catalog/reader/reader.ts';
import { loadOrdinaryWords } from '../src/catalog/reader/words/ordinary-words.ts';
import { createSpeller } from '../src/catalog/reader/words/spelled-words.ts';
import { cityRecall } from '../test/catalog/lines/city-recall.ts';
import { readLines, type Score, score } from '../test/catalog/lines/score.ts';
import { median, randomSource } from './statistics.ts';

const SLICES = 12;
const QUERIES = 300;
const LINES = 300;

const print = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1).padStart(5)} %`;

// Memory and time to load are taken first, while nothing else is there.
global.gc?.();
const before = process.memoryUsage();
const started = performance.now();
const catalog = loadCatalog();
const reader = createReader(catalog);
const loadMs = performance.now() - started;
global.gc?.();
const after = process.memoryUsage();
const memoryMb = (after.heapUsed + after.external - before.heapUsed - before.external) / 1e6;

function printScore(half: string, { lines, fields, wrongCity, precision, recall, f1, tags }: Score): void {
  print(`\n${half}: ${lines} lines`);
  for (const [field, share] of Object.entries(fields)) print(`  ${field.padEnd(12)}${percent(share)}`);
  print(`  ${'wrong city'.padEnd(12)}${percent(wrongCity)}`);
  print(`  report or not: precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(3)}`);
  const byTag = [...tags].sort(([a], [b]) => a.localeCompare(b));
  print(
    `  whole lines right: ${byTag.map(([tag, { right, lines: all }]) => `${tag} ${right}/${all}`).join(', ')}`,
  );
}

const scores: Record<string, Score> = {};
for (const half of ['open', 'sealed'] as const) {
  const lines = readLines(half);
  if (!lines) continue;
  scores[half] = score(lines, reader.read);
  printScore(half, scores[half]);
}

const towns = cityRecall(catalog, reader);
print(
  `\ntowns in any case: ${towns.mentions} mentions, found ${percent(towns.found)}, wrong ${percent(towns.wrong)}`,
);

// Both look names up that were typed with one mistake; no query comes twice, so that nothing is remembered.
const random = randomSource(11);
const pick = <T>(rows: readonly T[]): T => rows[Math.floor(random() * rows.length)] as T;
const LETTERS = 'абвгдежзийклмнопрстуфхцчшщыьэюя';

function mistype(name: string): string {
  const at = 1 + Math.floor(random() * (name.length - 1));
  const kinds = [
    () => name.slice(0, at) + name.slice(at + 1),
    () => name.slice(0, at) + pick([...LETTERS]) + name.slice(at),
    () => name.slice(0, at) + pick([...LETTERS]) + name.slice(at + 1),
    () => name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2),
  ];
  return pick(kinds)();
}

const aliases = catalog.cities.flatMap(({ id, name, aliases: others }) =>
  [name.ru, name.en, ...others].map((alias) => ({ id, alias: wordsOf(alias).join(' ') })),
);
const typed = aliases.filter(({ alias }) => /^[а-я]{5,}$/.test(alias));

const lexicon = createLexicon(catalog);
const book = createCueBook(loadCues());
const speller = createSpeller(lexicon, book, loadOrdinaryWords());
const ours = (text: string): string | undefined =>
  lexicon.find(wordsOf(text).map((word) => speller.spell(word).word)).find((match) => match.kind === 'city')
    ?.ids[0];

const search = new MiniSearch<{ key: number; alias: string; id: string }>({
  idField: 'key',
  fields: ['alias'],
  storeFields: ['id'],
  searchOptions: { fuzzy: 0.25 },
});
search.addAll(aliases.map((row, key) => ({ key, ...row })));
const theirs = (text: string): string | undefined => search.search(text)[0]?.id;

const texts = [...(readLines('open') ?? [])].map(({ text }) => text);

/** @returns how many a second */
function rateOf(work: (text: string) => unknown, queries: readonly string[]): number {
  const start = performance.now();
  for (const query of queries) work(query);
  return (queries.length * 1000) / (performance.now() - start);
}

const rates = { lookUp: [] as number[], minisearch: [] as number[], lines: [] as number[] };
const right = { lookUp: 0, minisearch: 0, asked: 0 };
for (let slice = 0; slice < SLICES; slice++) {
  const asked = Array.from({ length: QUERIES }, () => pick(typed)).map(({ id, alias }) => ({
    id,
    query: mistype(alias),
  }));
  const queries = asked.map(({ query }) => query);
  const turns = [
    () => rates.lookUp.push(rateOf(ours, queries)),
    () => rates.minisearch.push(rateOf(theirs, queries)),
    () =>
      rates.lines.push(
        rateOf(
          reader.read,
          Array.from({ length: LINES }, () => pick(texts)),
        ),
      ),
  ];
  for (const turn of slice % 2 === 0 ? turns : turns.reverse()) turn();
  for (const { id, query } of asked) {
    right.asked += 1;
    if (ours(query) === id) right.lookUp += 1;
    if (theirs(query) === id) right.minisearch += 1;
  }
}

const speed = {
  lookUpsPerSecond: Math.round(median(rates.lookUp)),
  minisearchPerSecond: Math.round(median(rates.minisearch)),
  timesMinisearch: Number((median(rates.lookUp) / median(rates.minisearch)).toFixed(1)),
  linesPerSecond: Math.round(median(rates.lines)),
  linesOfLookUps: Number((median(rates.lines) / median(rates.lookUp)).toFixed(2)),
  loadMs: Math.round(loadMs),
  memoryMb: Math.round(memoryMb),
};
print(
  `look-up of a mistyped town right: ours ${percent(right.lookUp / right.asked)}, minisearch ${percent(right.minisearch / right.asked)}`,
);
const summary = Object.entries(scores).map(([half, { fields, f1, wrongCity }]) => [
  half,
  { ...fields, f1, wrongCity },
]);
print(JSON.stringify({ ...speed, ...Object.fromEntries(summary) }));
