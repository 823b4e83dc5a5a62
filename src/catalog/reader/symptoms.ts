import type { Clause } from './clauses.ts';
import type { Predicate, Topic } from './predicates.ts';

/** What is wrong according to a line, and whether its words for it leave no doubt. */
export interface Symptoms {
  readonly ids: readonly string[];
  /** The words that told it, by symptom. */
  readonly places: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** One of them says by itself that something is wrong. */
  readonly fault: boolean;
}

type Found = Symptoms['places'][number];

/**
 * A function fails when what is said of it is that it fails. Said of nothing it is the nearest statement's: in
 * its own clause, else in the next one, else in the one before.
 *
 * @param isVideoCall the picture of a video call is the call, of anything else a file
 */
export function symptomsIn(clauses: readonly Clause[], isVideoCall: boolean): Symptoms {
  const topics = clauses.flatMap((clause, index) =>
    clause.said.topics.map((topic) => verdictOn(topic, index, clauses)),
  );
  const narrowed = new Set(topics.filter(narrows).map(({ predicate }) => predicate));
  const verbs = clauses.flatMap((clause) =>
    clause.said.predicates.filter(({ symptom, status }) => symptom !== null && status === 'down'),
  );
  const found: Found[] = [
    ...topics.filter((topic) => topic.fails && topic.named).map(({ topic }) => foundOf(topic)),
    ...verbs.filter((verb) => !(verb.narrows && narrowed.has(verb))).map(foundOf),
    ...inheritedBy(clauses),
  ].sort((a, b) => a.start - b.start);
  const fault = verbs.length > 0 || topics.some((topic) => topic.firm);
  const picture = isVideoCall ? 'video-calls' : 'media';
  const places = found.map((one) => (one.id === 'picture' ? { ...one, id: picture } : one));
  const ids = new Set(places.map(({ id }) => id));
  // "Nothing opens but what is on the list" is one thing.
  if (ids.has('whitelist')) ids.delete('cannot-connect');
  return { ids: [...ids], places, fault };
}

interface TopicVerdict {
  readonly topic: Topic;
  readonly predicate: Predicate | null;
  /** The predicate stands in the topic's own clause. */
  readonly own: boolean;
  readonly fails: boolean;
  readonly firm: boolean;
  /** It is what is wrong; "видео тормозит" is slow, not gone. */
  readonly named: boolean;
}

function verdictOn(topic: Topic, index: number, clauses: readonly Clause[]): TopicVerdict {
  const clause = clauses[index];
  if (clause?.except && topic.start >= clause.except.start) {
    const fails = !isDownButFor(clause);
    return { topic, predicate: null, own: true, fails, firm: fails, named: true };
  }
  const predicate = predicateFor(topic, index, clauses);
  const fails = predicate?.status !== 'ok';
  const firm = fails && (predicate?.firm ?? false);
  const own = clause?.said.predicates.some((one) => one === predicate) ?? false;
  return { topic, predicate, own, fails, firm, named: predicate?.narrows ?? true };
}

/** "Не грузит (фото)"; but "ни позвонить, ни фотку кинуть" are two things. */
function narrows({ fails, own, predicate }: TopicVerdict): boolean {
  return fails && (own || !/^(?:voice-calls|video-calls|login)$/.test(predicate?.symptom ?? ''));
}

function foundOf({ symptom, start, end }: { symptom: string | null; start: number; end: number }): Found {
  return { id: symptom ?? '', start, end };
}

/** "Photos go over wifi but not over 4G": what is denied is what the clause before was about. */
function inheritedBy(clauses: readonly Clause[]): Found[] {
  return clauses.flatMap((clause, index) => {
    const [predicate] = clause.said.predicates;
    const before = clauses[index - 1];
    const isBare = clause.said.topics.length === 0 && predicate?.firm === false && predicate.symptom === null;
    if (!before || !isBare || clause.status !== 'down') return [];
    if (!clause.contrasts && before.status !== 'ok') return [];
    if (before.said.topics.length > 0) return before.said.topics.map(foundOf);
    const verbs = before.said.predicates.filter(({ about, status }) => about !== null && status === 'ok');
    return verbs.map(({ about, start, end }) => foundOf({ symptom: about, start, end }));
  });
}

/** "Everything but calls is down": calls are what works. */
function isDownButFor({ said, except }: Clause): boolean {
  return said.predicates.some(({ status, start }) => status === 'down' && start < (except?.start ?? 0));
}

function predicateFor(topic: Topic, index: number, clauses: readonly Clause[]): Predicate | null {
  const own = clauses[index]?.said.predicates ?? [];
  if (own.length > 0) return nearest(topic, own);
  const next = clauses[index + 1];
  if (next && !next.contrasts && opensWithoutTopic(next)) return next.said.predicates[0] ?? null;
  const following = clauses.slice(index + 1).find((clause) => clause.said.predicates.length > 0);
  const before = clauses.slice(0, index).findLast((clause) => clause.said.predicates.length > 0);
  return before?.said.predicates.at(-1) ?? following?.said.predicates[0] ?? null;
}

function opensWithoutTopic({ said }: Clause): boolean {
  const [predicate] = said.predicates;
  return predicate !== undefined && !said.topics.some((topic) => topic.start < predicate.start);
}

function nearest(topic: Topic, predicates: readonly Predicate[]): Predicate | null {
  const distance = ({ start, end }: Predicate) =>
    // What denies a verb stands before it and belongs to it.
    start >= topic.end ? Math.max(0, start - topic.end - 1) : topic.start - end + 0.5;
  return predicates.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
