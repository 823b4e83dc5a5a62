import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { type Choice, type Doc, textDoc } from '../chat/doc.ts';
import { type CorrectedCell, type Correction, isSameCell } from '../domain/correction.ts';
import { localDay } from '../domain/day.ts';
import type { PublishedCell } from '../domain/result.ts';
import type { StoredCorrection } from '../store/corrections.ts';
import { describeShares, titleOf } from './cell-text.ts';
import type { Command, Request } from './command.ts';
import { takeDay } from './day-words.ts';
import { formatScope, parseScope } from './scope.ts';

const LISTED = 10;
/** So many of a day's cells are offered. */
const OFFERED = 12;
const REASONS: Readonly<Record<string, Correction['reason']>> = {
  spam: 'spam',
  накрутка: 'spam',
  спам: 'spam',
  mistake: 'mistake',
  ошибка: 'mistake',
};

export interface CorrectParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  /** Zone in which "yesterday" is meant. */
  readonly zone: string;
  readonly moderatorName: (platform: string, userId: string) => string;
  readonly correcting: {
    published(day: string): Promise<PublishedCell[]>;
    find(day: string, cell: CorrectedCell): Promise<StoredCorrection | null>;
    make(
      correction: Correction,
      by: { moderator: string; now: number },
    ): Promise<{ id: number; channels: number }>;
    newest(limit: number): Promise<StoredCorrection[]>;
    withdraw(id: number, moderator: string): Promise<'unknown' | 'withdrawn' | null>;
  };
  /** Shows in the channels what was corrected, after what is being said is on the disk. */
  readonly corrected: () => void;
}

/** @returns the command that begins the correction of a published cell. */
export function correctCommand(day: string, cell: CorrectedCell, reason = ''): string {
  return `/correct ${day} ${formatScope({ ...cell, span: null })} ${reason}`.trimEnd();
}

/** `/correct`: a published cell is chosen, shown with what was said of it, and taken back on confirmation. */
export function createCorrect({
  catalog,
  reader,
  zone,
  moderatorName,
  correcting,
  corrected,
}: CorrectParts): Command {
  const list = async ({ t, language }: Request): Promise<Doc> => {
    const made = await correcting.newest(LISTED);
    const names = createNames(catalog, language);
    const lines = made.map((one) =>
      t('correct-line', {
        id: one.id,
        day: one.day,
        what: titleOf(one, names, t),
        reason: t(`correct-reason-${one.reason}`),
        moderator: one.moderator,
      }),
    );
    const choices = made.map(({ id }) => [
      { label: t('correct-undo-number', { id }), command: `/correct undo ${id}` },
    ]);
    return textDoc([t('correct-usage'), ...lines].join('\n'), choices);
  };

  const undo = async (id: number, { t, platform, userId }: Request): Promise<Doc> => {
    const why = await correcting.withdraw(id, moderatorName(platform, userId));
    if (why === null) corrected();
    return textDoc(t(why === null ? 'correct-undone' : `correct-undo-${why}`, { id }));
  };

  const choose = (
    day: string,
    cells: readonly PublishedCell[],
    text: string,
    { t, language }: Request,
  ): Doc => {
    const names = createNames(catalog, language);
    const inTrouble = (cell: PublishedCell) => Number(cell.state === 'fine' || cell.state === 'unclear');
    const offered = cells.toSorted((a, b) => inTrouble(a) - inTrouble(b)).slice(0, OFFERED);
    const choices = offered.map((cell) => [
      { label: titleOf(cell, names, t), command: correctCommand(day, cell) },
    ]);
    return textDoc(text, choices);
  };

  const preview = (
    day: string,
    cell: PublishedCell,
    reason: Correction['reason'] | null,
    { t, language }: Request,
  ): Doc => {
    const names = createNames(catalog, language);
    const text = t('correct-preview', {
      day,
      what: titleOf(cell, names, t),
      shares: describeShares(cell, { t, language, today: day }),
    });
    const confirm = (why: Correction['reason'], label: string): Choice => ({
      label,
      command: `${correctCommand(day, cell, why)} yes`,
    });
    const row =
      reason === null
        ? (['spam', 'mistake'] as const).map((why) => confirm(why, t(`correct-as-${why}`)))
        : [confirm(reason, t('correct-yes', { reason: t(`correct-reason-${reason}`) }))];
    return textDoc(text, [row]);
  };

  const make = async (correction: Correction, request: Request): Promise<Doc> => {
    const { t, language, platform, userId, now } = request;
    const moderator = moderatorName(platform, userId);
    const { id, channels } = await correcting.make(correction, { moderator, now });
    corrected();
    const what = titleOf(correction, createNames(catalog, language), t);
    return textDoc(t('corrected', { id, what, day: correction.day, channels }), [undoRow(id, request)]);
  };

  const undoRow = (id: number, { t }: Request): Choice[] => [
    { label: t('correct-undo'), command: `/correct undo ${id}` },
  ];

  const correct = async (day: string, words: readonly string[], request: Request): Promise<Doc> => {
    const { t, now } = request;
    const published = await correcting.published(day);
    if (published.length === 0) return textDoc(t('correct-not-published', { day }));
    const reason = words.map((word) => REASONS[word.toLowerCase()]).find((one) => one !== undefined) ?? null;
    const named = words.filter((word) => word !== 'yes' && !REASONS[word.toLowerCase()]).join(' ');
    if (named === '') return choose(day, published, t('correct-choose', { day }), request);
    const { service, region, city, carrier } = parseScope(named, reader, zone, now);
    const wanted = { service: service ?? '', region, city, carrier };
    const cell = published.find((one) => isSameCell(one, wanted));
    if (!cell) {
      const near = published.filter((one) => service === null || one.service === service);
      return choose(day, near, t('correct-not-said', { day }), request);
    }
    const made = await correcting.find(day, cell);
    if (made) return textDoc(t('correct-already', { id: made.id }), [undoRow(made.id, request)]);
    if (reason === null || !words.includes('yes')) return preview(day, cell, reason, request);
    return make({ ...placeOf(cell), day, reason }, request);
  };

  return {
    name: 'correct',
    role: 'moderator',
    listed: true,
    run: async (request) => {
      const [, id] = /^undo (\d{1,9})$/.exec(request.args) ?? [];
      if (id !== undefined) return undo(Number(id), request);
      const { day, rest } = takeDay(request.args, localDay(request.now, zone));
      return day === null
        ? list(request)
        : correct(
            day,
            rest.split(' ').filter((word) => word !== ''),
            request,
          );
    },
  };
}

function placeOf({ service, region, city, carrier }: PublishedCell): CorrectedCell {
  return { service, region, city, carrier };
}
