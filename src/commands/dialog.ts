import type { Catalog } from '../catalog/catalog.ts';
import type { Names } from '../catalog/names.ts';
import { type Choice, type Doc, textDoc } from '../chat/doc.ts';
import { OUTCOMES, type Report } from '../domain/report.ts';
import type { Text } from '../locales/texts.ts';
import { type Draft, formatDraft, UNNAMED } from './draft.ts';

/** How many services, cities or carriers one question offers. */
const PAGE = 8;
const ROW = 2;

/** What a question needs to know beside the draft. */
export interface Asking {
  readonly t: Text;
  readonly names: Names;
  /** The person's newest reports, the newest first: their services, cities and carriers are offered first. */
  readonly recent: readonly Report[];
  /** The carriers that people in a city use most, the most used first; none where too few spoke. */
  readonly usualCarriers: (city: string) => readonly string[];
  /** The person's client can share a place. */
  readonly canShare: boolean;
}

/** Asks for what a draft still lacks. */
export interface Dialog {
  /** @returns the next question with its choices, or null when nothing is open. */
  next(draft: Draft, asking: Asking): Doc | null;
  /** The same question, further down a list that is too long for one message. */
  page(question: Question, page: number, draft: Draft, asking: Asking): Doc;
  /** Asks which of these was meant. */
  didYouMean(kind: 'service' | 'city' | 'carrier', ids: readonly string[], draft: Draft, asking: Asking): Doc;
  /** Asks what is wrong with a report that was made. */
  correct(draft: Draft, asking: Asking): Doc;
}

export const QUESTIONS = ['service', 'city', 'carrier'] as const;
export type Question = (typeof QUESTIONS)[number];

/** @returns the command that goes on with the draft. */
export function proceed(draft: Draft): string {
  return `/report ${formatDraft(draft)}`.trim();
}

export function createDialog(catalog: Catalog): Dialog {
  const cities = [...catalog.cities].sort((a, b) => b.population - a.population).map((city) => city.id);
  const services = catalog.services.map((service) => service.id);

  /** What this person said, then what people there say, then the largest. */
  const candidates = (question: Question, draft: Draft, { recent, usualCarriers }: Asking): string[] => {
    const own = recent.flatMap((report) => report[question] ?? []);
    if (question === 'service') return distinct([...own, ...services]);
    if (question === 'city') return distinct([...own, ...cities]);
    const serving = carriersIn(catalog, regionOf(draft, catalog));
    return distinct([...own, ...usualCarriers(draft.city ?? ''), ...serving]);
  };

  const list = (question: Question, page: number, draft: Draft, asking: Asking): Doc => {
    const { t, names } = asking;
    const ids = candidates(question, draft, asking);
    const start = page * PAGE;
    const choices = ids.slice(start, start + PAGE).map((id) => answer(question, id, draft, names));
    const rows = inRows(choices, ROW);
    const more: Choice[] = [];
    if (page > 0) more.push(turn(question, page - 1, draft, t('previous')));
    if (start + PAGE < ids.length) more.push(turn(question, page + 1, draft, t('more')));
    if (more.length > 0) rows.push(more);
    if (question === 'city' && asking.canShare)
      rows.push([{ label: t('here-button'), command: here(draft) }]);
    if (question !== 'service') rows.push([unnamed(question, draft, t)]);
    return textDoc(headed(draft, names, t, t(`ask-${question}`)), rows);
  };

  const askService = (draft: Draft, asking: Asking): Doc => {
    const doc = list('service', 0, draft, asking);
    const { recent, names, t } = asking;
    const [last] = recent;
    if (!last || draft.city !== undefined || draft.outcome !== undefined) return doc;
    const again: Draft = { ...draft, ...sameAs(last) };
    const title = `${names.service(last.service)}${suffix(names.place(last))}`;
    return {
      lines: [...doc.lines, { spans: [t('ask-again', { what: title })] }],
      choices: [...inRows(outcomeChoices(again, t), ROW), ...(doc.choices ?? [])],
    };
  };

  const askOutcome = (draft: Draft, { t, names }: Asking): Doc =>
    textDoc(headed(draft, names, t, t('ask-outcome')), inRows(outcomeChoices(draft, t), 1));

  const askCity = (draft: Draft, asking: Asking): Doc => {
    const doc = list('city', 0, draft, asking);
    const { recent, names } = asking;
    const [last] = recent;
    if (!last?.city || !last.carrier) return doc;
    const same: Choice = {
      label: names.place(last),
      command: proceed({ ...draft, city: last.city, carrier: last.carrier }),
    };
    return { ...doc, choices: [[same], ...(doc.choices ?? [])] };
  };

  return {
    next: (draft, asking) => {
      if (draft.service === undefined) return askService(draft, asking);
      if (draft.outcome === undefined) return askOutcome(draft, asking);
      if (draft.city === undefined && draft.region === undefined) return askCity(draft, asking);
      if (draft.carrier === undefined) return list('carrier', 0, draft, asking);
      return null;
    },
    page: list,
    didYouMean: (kind, ids, draft, { t, names }) =>
      textDoc(headed(draft, names, t, t(`did-you-mean-${kind}`)), [
        ...ids.map((id) => [answer(kind, id, draft, names)]),
        [kind === 'service' ? turn('service', 0, draft, t('another')) : turn(kind, 0, draft, t('another'))],
      ]),
    correct: (draft, { t, names }) => {
      const open = (label: string, fields: Partial<Draft>): Choice => ({
        label: t(label),
        command: proceed({ ...draft, ...fields }),
      });
      return textDoc(headed(draft, names, t, t('ask-correct')), [
        [
          open('field-service', { service: undefined }),
          open('field-outcome', { outcome: undefined, symptoms: undefined }),
        ],
        [
          open('field-place', { city: undefined, region: undefined, carrier: undefined }),
          open('field-carrier', { carrier: undefined }),
        ],
      ]);
    },
  };
}

/** The four outcomes for a draft, best first. */
export function outcomeChoices(draft: Draft, t: Text): Choice[] {
  return OUTCOMES.map((outcome) => ({
    label: t(`choice-${outcome}`),
    command: proceed({ ...draft, outcome }),
  }));
}

/** @returns choices in rows of that many. */
export function inRows(choices: readonly Choice[], size: number): Choice[][] {
  const rows: Choice[][] = [];
  for (let start = 0; start < choices.length; start += size) rows.push(choices.slice(start, start + size));
  return rows;
}

function answer(question: Question, id: string, draft: Draft, names: Names): Choice {
  const fields: Draft = question === 'city' ? { city: id, region: undefined } : { [question]: id };
  return { label: names[question](id), command: proceed({ ...draft, ...fields }) };
}

function unnamed(question: 'city' | 'carrier', draft: Draft, t: Text): Choice {
  return { label: t(`unnamed-${question}`), command: proceed({ ...draft, [question]: UNNAMED }) };
}

function turn(question: Question, page: number, draft: Draft, label: string): Choice {
  return { label, command: `/list ${question} ${page} ${formatDraft(draft)}`.trim() };
}

/** What is known so far, above the question. */
function headed(draft: Draft, names: Names, t: Text, question: string): string {
  const known = [
    draft.service && names.service(draft.service),
    draft.outcome && t(`outcome-${draft.outcome}`),
    names.place({
      city: draft.city && draft.city !== UNNAMED ? draft.city : null,
      region: draft.region ?? null,
      carrier: draft.carrier && draft.carrier !== UNNAMED ? draft.carrier : null,
    }),
  ].filter((part) => part);
  return known.length > 0 ? `${known.join(' · ')}\n${question}` : question;
}

function sameAs(last: Report): Draft {
  return {
    service: last.service,
    region: last.city === null ? (last.region ?? undefined) : undefined,
    city: last.city ?? (last.region === null ? UNNAMED : undefined),
    carrier: last.carrier ?? UNNAMED,
  };
}

function suffix(place: string): string {
  return place === '' ? '' : `, ${place}`;
}

function here(draft: Draft): string {
  return `/here ${formatDraft(draft)}`.trim();
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function regionOf(draft: Draft, catalog: Catalog): string | null {
  return draft.region ?? catalog.cities.find((city) => city.id === draft.city)?.regionId ?? null;
}

/** Carriers that serve the region, the nationwide ones first, as the catalog orders them. */
function carriersIn(catalog: Catalog, region: string | null): string[] {
  const serving = catalog.carriers.filter(
    (carrier) => region === null || carrier.regions.length === 0 || carrier.regions.includes(region),
  );
  return serving.map((carrier) => carrier.id);
}
