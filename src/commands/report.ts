import type { Catalog } from '../catalog/catalog.ts';
import { createNames, type Names } from '../catalog/names.ts';
import type { Nearest } from '../catalog/nearest.ts';
import { nearestCity, type Point } from '../catalog/nearest-city.ts';
import type { Reader, Reading } from '../catalog/reader/reader.ts';
import { type Doc, textDoc } from '../chat/doc.ts';
import type { DayResult } from '../domain/result.ts';
import { type People, TRUST } from '../store/people.ts';
import type { Reports } from '../store/reports.ts';
import type { Command, Request } from './command.ts';
import { confirm } from './confirmation.ts';
import { type Asking, type Dialog, QUESTIONS } from './dialog.ts';
import { type Draft, isDraft, parseDraft } from './draft.ts';
import { createPending } from './pending.ts';
import {
  type CompleteDraft,
  checkedDraft,
  completeReport,
  draftFromReading,
  isComplete,
} from './report-draft.ts';

/** How many of a person's reports decide what is offered first. */
const REMEMBERED = 10;
/** So much a word in free speech must be like a name to be taken for one that was mistyped. */
const LIKE_A_NAME = 0.45;
/** The answer to a question is a few words, nearly all of which one understands. */
const LONGEST_ANSWER = 5;
const STRAY_WORDS = 1;

/** What reporting needs. */
export interface ReportParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly nearest: Nearest;
  readonly dialog: Dialog;
  readonly people: People;
  readonly reports: Reports;
  /** Today's last hourly snapshot; null before the first one. */
  readonly today: () => DayResult | null;
  /** Start of the earliest day that some zone has not closed, Unix seconds. */
  readonly openSince: () => number;
  /** The carriers that people in a city use most, the most used first. */
  readonly usualCarriers: (city: string) => readonly string[];
  /** Zone in which "this morning" is meant where the city is not known. */
  readonly zone: string;
}

/** Reporting, by a line or by questions. */
export interface Reporting {
  readonly command: Command;
  /** Further down a long list of choices. */
  readonly list: Command;
  /** What was wrong with a report, to be said again. */
  readonly amend: Command;
  /** Asks for the place to be shared instead of named. */
  readonly here: Command;
  /**
   * Goes on with what the reader made of a line.
   *
   * @param least how much a word that was not understood must be like a name, 0 to 1, to be asked about: in free
   *   speech most such words are none
   */
  take(reading: Reading, request: Request, least?: number): Promise<Doc>;
  /** Goes on with words that are no report: the answer to an open question, or a place to begin with. */
  carryOn(text: string, request: Request): Promise<Doc | null>;
  /** Goes on with the town nearest to the place; the place itself is not kept. */
  locate(point: Point, request: Request): Promise<Doc>;
}

export function createReporting(parts: ReportParts): Reporting {
  const { catalog, dialog, nearest, people, reports, usualCarriers } = parts;
  const pending = createPending<Draft>();
  const names = new Map<string, Names>();
  const namesIn = (language: string): Names => {
    const known = names.get(language) ?? createNames(catalog, language);
    names.set(language, known);
    return known;
  };

  const asking = async ({ people: rows, t, language, canShare }: Request): Promise<Asking> => {
    const recent = await reports.newest(
      rows.map((row) => row.id),
      REMEMBERED,
    );
    // Somebody else's place and carrier are no guess at one's own.
    const own = recent.filter((report) => !report.told);
    return { t, names: namesIn(language), recent: own, usualCarriers, canShare };
  };

  const advance = async (draft: Draft, request: Request, guessed: readonly string[] = []): Promise<Doc> => {
    if (isComplete(draft)) return save(draft, request, guessed);
    const question = dialog.next(draft, await asking(request));
    if (!question) throw new Error('an incomplete draft has no question');
    pending.keep(request.platform, request.userId, draft, request.now);
    return question;
  };

  const suggest = async (
    draft: Draft,
    words: readonly string[],
    request: Request,
    least = 0,
  ): Promise<Doc | null> => {
    const kind = unknownIn(draft);
    const ids = kind && words.length > 0 ? nearest(kind, words, least) : [];
    if (!kind || ids.length === 0) return null;
    pending.keep(request.platform, request.userId, draft, request.now);
    return dialog.didYouMean(kind, ids, draft, await asking(request));
  };

  const save = async (draft: CompleteDraft, request: Request, guessed: readonly string[]): Promise<Doc> => {
    const { platform, userId, now, at } = request;
    const report = completeReport(draft, catalog, { now, at });
    if (!report)
      return textDoc(request.t('start-fresh'), [[{ label: request.t('report-button'), command: '/report' }]]);
    const admitted = await people.admit(platform, userId, parts.openSince());
    const person = await people.arrive(admitted, now);
    const established = person.trust === TRUST.established;
    if (draft.replaces !== undefined) await reports.retract(person.id, draft.replaces);
    await reports.add(person.id, report, { established });
    pending.forget(platform, userId);
    const { t, language } = request;
    const kind = catalog.services.find(({ id }) => id === report.service)?.kind ?? '';
    return confirm(report, { names: namesIn(language), t, language, kind, today: parts.today(), guessed });
  };

  const take = async (reading: Reading, request: Request, least = LIKE_A_NAME): Promise<Doc> => {
    const draft = draftFromReading(reading, catalog, parts.zone, request.now);
    const suggested = await suggest(draft, reading.unread, request, least);
    return suggested ?? advance(draft, request, guessesIn(reading, namesIn(request.language)));
  };

  /** The draft whose question these words may answer; another service is another thought. */
  const openFor = ({ service }: Draft, { platform, userId, now }: Request): Draft | null => {
    const open = pending.find(platform, userId, now);
    return open?.service && service && open.service !== service ? null : open;
  };

  const carryOn = async (text: string, request: Request): Promise<Doc | null> => {
    if (text.split(/\s+/).length > LONGEST_ANSWER) return null;
    const reading = parts.reader.readArguments(text);
    const said = draftFromReading(reading, catalog, parts.zone, request.now);
    const open = openFor(said, request);
    // Without a question before it a sentence may mean anything; a name alone begins a report.
    if (!open) return isNameAlone(reading) ? advance(said, request) : null;
    if (isAnswer(said))
      return reading.unread.length > STRAY_WORDS ? null : advance({ ...said, ...defined(open) }, request);
    return isOpenToNames(open) ? suggest(open, reading.unread, request) : null;
  };

  const locate = async (point: Point, request: Request): Promise<Doc> => {
    const found = nearestCity(catalog, point);
    if (!found) return textDoc(request.t('here-unknown'));
    const open = pending.find(request.platform, request.userId, request.now) ?? {};
    const place = found.id === null ? { region: found.regionId } : { city: found.id };
    return advance({ ...open, region: undefined, city: undefined, ...place }, request);
  };

  return {
    take,
    carryOn,
    locate,
    here: {
      name: 'here',
      role: 'everyone',
      listed: false,
      run: async ({ args, platform, userId, now, t }) => {
        pending.keep(platform, userId, checkedDraft(parseDraft(args), catalog), now);
        return { ...textDoc(t('here', { platform })), asksLocation: t('here-share') };
      },
    },
    command: {
      name: 'report',
      role: 'everyone',
      listed: true,
      run: (request) =>
        isDraft(request.args) || request.args === ''
          ? advance(checkedDraft(parseDraft(request.args), catalog), request)
          : take(parts.reader.readArguments(request.args), request, 0),
    },
    list: {
      name: 'list',
      role: 'everyone',
      listed: false,
      run: async (request) => {
        const [kind, page, ...rest] = request.args.split(' ');
        const question = QUESTIONS.find((known) => known === kind);
        const draft = checkedDraft(parseDraft(rest.join(' ')), catalog);
        if (!question || !/^\d{1,3}$/.test(page ?? '')) return advance(draft, request);
        return dialog.page(question, Number(page), draft, await asking(request));
      },
    },
    amend: {
      name: 'amend',
      role: 'everyone',
      listed: false,
      run: async (request) => {
        const draft = checkedDraft(parseDraft(request.args), catalog);
        return isComplete(draft) ? dialog.correct(draft, await asking(request)) : advance(draft, request);
      },
    },
  };
}

/** A wrong place or carrier is worse than none: what was only guessed is said, so that it can be put right. */
function guessesIn({ city, carrier, confidence }: Reading, names: Names): string[] {
  return [
    city !== null && confidence.city === 'likely' ? names.city(city) : '',
    carrier !== null && confidence.carrier === 'likely' ? names.carrier(carrier) : '',
  ].filter((name) => name !== '');
}

/** Which question the words that were not understood most likely were an answer to. */
function unknownIn(draft: Draft): 'service' | 'city' | 'carrier' | null {
  if (draft.service === undefined) return 'service';
  if (draft.city === undefined && draft.region === undefined) return 'city';
  return draft.carrier === undefined ? 'carrier' : null;
}

function isNameAlone({ service, region, carrier, status, unread }: Reading): boolean {
  return unread.length === 0 && status === null && (service ?? region ?? carrier) !== null;
}

/** Whether it settles anything that a draft may lack. */
function isAnswer({ service, city, region, carrier, outcome }: Draft): boolean {
  return (service ?? city ?? region ?? carrier ?? outcome) !== undefined;
}

/** Whether the question that is open asks for a name, not for how it is. */
function isOpenToNames({ service, outcome }: Draft): boolean {
  return service === undefined || outcome !== undefined;
}

function defined(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}
