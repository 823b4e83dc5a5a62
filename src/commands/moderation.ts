import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { type Choice, type Doc, textDoc } from '../chat/doc.ts';
import type { CorrectedCell } from '../domain/correction.ts';
import { addDays, localDay, localTime } from '../domain/day.ts';
import type { Extent, Purges, Selection } from '../store/purges.ts';
import type { Results } from '../store/results.ts';
import type { Command, Request } from './command.ts';
import { correctCommand } from './correct.ts';
import { createHandles, type Handles } from './handles.ts';
import { describeReport } from './report-text.ts';
import { describeScope, formatScope, isEmptyScope, parseScope, selectionOf } from './scope.ts';

const LISTED = 10;
/** So many closed days are offered for correction after a purge. */
const OFFERED_DAYS = 3;

export interface ModerationParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly purges: Purges;
  readonly results: Results;
  /** @returns the name under which a moderator's acts are kept. */
  readonly moderatorName: (platform: string, userId: string) => string;
  /** Zone in which days and hours are meant and shown. */
  readonly zone: string;
}

/** What a purge is aimed at: what to take, and how it is named and said again. */
interface Target {
  readonly selection: Selection;
  readonly name: string;
  readonly words: string;
  /** The service, place and carrier that it names; null for one that names none. */
  readonly cell: CorrectedCell | null;
}

/** `/recent`, `/purge` and `/undo`. Nothing they show names a person, and nothing they do is final. */
export function createModeration(parts: ModerationParts): Command[] {
  const handles = createHandles();
  return [createRecent(parts, handles), createPurge(parts, handles), createUndo(parts)];
}

function createRecent({ catalog, reader, purges, zone }: ModerationParts, handles: Handles): Command {
  return {
    name: 'recent',
    role: 'moderator',
    listed: true,
    run: async ({ args, language, t, now }) => {
      const names = createNames(catalog, language);
      const scope = parseScope(args, reader, zone, now);
      const reports = await purges.recent(selectionOf(scope), LISTED);
      if (reports.length === 0) return textDoc(t('recent-none'));
      const shown = reports.map((report) => {
        const handle = handles.give({ report: report.id, person: report.person }, now);
        const standing = t(report.established ? 'standing-established' : 'standing-new');
        const state = report.state === 'counted' ? '' : ` · ${t(`state-${report.state}`)}`;
        const line = `${handle} · ${localTime(report.at, zone)} · ${describeReport(report, names, t)} · ${standing}${state}`;
        return { line, choice: { label: t('purge-button', { handle }), command: `/purge ${handle}` } };
      });
      const choices: Choice[][] = [];
      for (let start = 0; start < shown.length; start += 5) {
        choices.push(shown.slice(start, start + 5).map(({ choice }) => choice));
      }
      return textDoc([t('recent'), ...shown.map(({ line }) => line)].join('\n'), choices);
    },
  };
}

function createPurge(parts: ModerationParts, handles: Handles): Command {
  const { catalog, reader, purges, results, moderatorName, zone } = parts;

  const aim = (words: string, { language, t, now }: Request): Target | null => {
    const [first, second] = words.split(' ');
    if (first?.startsWith('#')) {
      const target = handles.find(first, now);
      if (!target) return null;
      return second === 'all'
        ? {
            selection: { people: [target.person] },
            name: t('purge-voice'),
            words: `${first} all`,
            cell: null,
          }
        : { selection: { reports: [target.report] }, name: t('purge-one'), words: first, cell: null };
    }
    const scope = parseScope(words, reader, zone, now);
    if (isEmptyScope(scope)) return null;
    const name = describeScope(scope, createNames(catalog, language), zone);
    const { service, region, city, carrier } = scope;
    const cell = service === null ? null : { service, region, city, carrier };
    return { selection: selectionOf(scope), name, words: formatScope(scope), cell };
  };

  const preview = async (target: Target, { t }: Request): Promise<Doc> => {
    const extent = await purges.preview(target.selection);
    if (extent.reports === 0) return textDoc(t('purge-nothing', { scope: target.name }));
    const confirm = { label: t('purge-yes'), command: `/purge ${target.words} n:${extent.reports} yes` };
    const rows: Choice[][] = [[confirm]];
    if (target.selection.reports)
      rows.push([{ label: t('purge-all-of-voice'), command: `/purge ${target.words} all` }]);
    return textDoc(t('purge-preview', { scope: target.name, ...counts(extent) }), rows);
  };

  const carryOut = async (target: Target, request: Request): Promise<Doc> => {
    const { platform, userId, now, t } = request;
    const moderator = moderatorName(platform, userId);
    const id = await purges.purge(target.selection, { moderator, scope: target.name, now });
    return textDoc(t('purged', { id, scope: target.name }), [
      [{ label: t('purge-undo'), command: `/undo ${id}` }],
      ...(await publishedDays(id)).map((day) => [
        {
          label: t('purge-correct', { day }),
          command: target.cell ? correctCommand(day, target.cell, 'spam') : `/correct ${day}`,
        },
      ]),
    ]);
  };

  /** Closed days that a purge reaches into, the newest first: what was published of them stays unless corrected. */
  const publishedDays = async (purge: number): Promise<string[]> => {
    const span = await purges.spanOf(purge);
    if (!span) return [];
    const days: string[] = [];
    const first = localDay(span.start, zone);
    for (
      let day = localDay(span.end, zone);
      day >= first && days.length < OFFERED_DAYS;
      day = addDays(day, -1)
    )
      if (await results.get(zone, day)) days.push(day);
    return days;
  };

  return {
    name: 'purge',
    role: 'moderator',
    listed: true,
    run: async (request) => {
      const { args, t } = request;
      const confirmed = / n:(\d+) yes$/.exec(args);
      const target = aim(confirmed ? args.slice(0, confirmed.index) : args, request);
      if (!target) return textDoc(t(args.startsWith('#') ? 'purge-stale' : 'purge-usage'));
      const extent = await purges.preview(target.selection);
      // More came in since the preview: what is confirmed is what was shown.
      const same = confirmed !== null && extent.reports === Number(confirmed[1]) && extent.reports > 0;
      return same ? carryOut(target, request) : preview(target, request);
    },
  };
}

function createUndo({ purges, moderatorName }: ModerationParts): Command {
  const list = async ({ t }: Request): Promise<Doc> => {
    const done = await purges.list(LISTED);
    const open = done.filter((purge) => !purge.undone);
    if (open.length === 0) return textDoc(t('undo-none'));
    const lines = open.map((purge) =>
      t('undo-line', {
        id: purge.id,
        scope: purge.scope,
        moderator: purge.moderator,
        reports: purge.reports,
      }),
    );
    const choices = open.map((purge) => [
      { label: t('purge-undo-number', { id: purge.id }), command: `/undo ${purge.id}` },
    ]);
    return textDoc([t('undo-list'), ...lines].join('\n'), choices);
  };

  return {
    name: 'undo',
    role: 'moderator',
    listed: true,
    run: async (request) => {
      const { args, platform, userId, now, t } = request;
      if (!/^\d{1,9}$/.test(args)) return list(request);
      const id = Number(args);
      const result = await purges.undo(id, { moderator: moderatorName(platform, userId), now });
      return textDoc(
        typeof result === 'string' ? t(`undo-${result}`, { id }) : t('undone', { id, ...counts(result) }),
      );
    },
  };
}

function counts({ reports, people, established }: Extent): {
  reports: number;
  people: number;
  established: number;
} {
  return { reports, people, established };
}
