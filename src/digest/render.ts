import type { Names } from '../catalog/names.ts';
import type { Doc, Line } from '../chat/doc.ts';
import { instantOf } from '../domain/day.ts';
import type { DayResult, PublishedCell } from '../domain/result.ts';
import { withCapital } from '../locales/capital.ts';
import { dateText, weekdayText } from '../locales/dates.ts';
import type { Text } from '../locales/texts.ts';
import type { DigestModel } from './model.ts';

/** Telegram takes 4096 UTF-16 units; some are left for what a platform adds. */
const LONGEST = 4000;
/** So many places that are worse are named beside a service that is fine. */
const EXCEPTIONS = 3;
/** How many lines a section may have, tried until all fits; what is left out is counted. */
const LINE_LIMITS = [12, 8, 5, 3, 2, 1, 0];

/** @returns the digest, complete in itself and short enough for one message at any load. */
export function renderDigest(model: DigestModel, names: Names, t: Text, language: string): Doc {
  const drafts = LINE_LIMITS.map((limit) =>
    compose(model, { names, t, language, today: model.result.day }, limit),
  );
  return { lines: drafts.find((lines) => lengthOf(lines) <= LONGEST) ?? (drafts.at(-1) as Line[]) };
}

interface Writing {
  readonly names: Names;
  readonly t: Text;
  readonly language: string;
  /** The digest's own day. */
  readonly today: string;
}

function compose(model: DigestModel, writing: Writing, limit: number): Line[] {
  const { t } = writing;
  const { result } = model;
  const paragraphs: Line[][] = [
    [
      {
        spans: [
          {
            text: t('digest-title', {
              date: weekdayText(result.day, writing.language),
              zone: zoneText(result.zone, writing),
            }),
            style: 'bold',
          },
        ],
      },
    ],
    [plain(leadOf(model, writing))],
    section('digest-broke', model.broke, (cell) => brokeLine(cell, writing), limit, t),
    section('digest-recovered', model.recovered, (cell) => recoveredLine(cell, writing), limit, t),
    section('digest-unchanged', model.unchanged, (cell) => unchangedLine(cell, writing), limit, t),
    section('digest-spared', model.spared, (cell) => sparedLine(cell, writing), limit, t),
    fineSection(model, writing, Math.min(limit, EXCEPTIONS)),
    unknownSection(model, writing),
    notes(model, writing).map(plain),
    [
      {
        spans: [t('digest-method', { least: result.k + 1, method: result.method, id: model.id })],
        folded: true,
      },
    ],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [plain(''), ...lines]));
}

/** One plain sentence: what somebody would do differently today. */
function leadOf({ broke, unchanged, result }: DigestModel, { names, t }: Writing): string {
  const list = (cells: readonly PublishedCell[]) =>
    [...new Set(cells.map((cell) => names.service(cell.service)))].slice(0, 4).join(', ');
  const old = unchanged.length > 0 ? ` ${t('digest-lead-unchanged', { services: list(unchanged) })}` : '';
  if (broke.length > 0) return t('digest-lead-broke', { services: list(broke) }) + old;
  if (result.people === null) return t('digest-lead-unknown');
  return t('digest-lead-quiet') + old;
}

function section(
  title: string,
  cells: readonly PublishedCell[],
  line: (cell: PublishedCell) => string,
  limit: number,
  t: Text,
): Line[] {
  if (cells.length === 0) return [];
  const lines = cells.slice(0, limit).map((cell) => plain(`• ${line(cell)}`));
  const rest = cells.length - lines.length;
  return [heading(t(title)), ...lines, ...(rest > 0 ? [plain(t('digest-more', { count: rest }))] : [])];
}

function brokeLine(cell: PublishedCell, writing: Writing): string {
  const { t } = writing;
  const hours = hoursText(cell, t);
  return [
    `${titleOf(cell, writing)}: ${hours}${t('digest-works-norm', { works: percent(cell.works), norm: percent(cell.norm) })}`,
    cell.vpnOnly ? t('digest-vpn-too', { vpn: percent(cell.vpnOnly) }) : '',
    sureText(cell, t),
  ].join('');
}

function recoveredLine(cell: PublishedCell, writing: Writing): string {
  const { t } = writing;
  const since = cell.since === null ? '' : dateText(cell.since, writing.language, writing.today);
  return `${titleOf(cell, writing)}: ${t('digest-recovered-line', { since, works: percent(cell.works) })}${sureText(cell, t)}`;
}

function unchangedLine(cell: PublishedCell, writing: Writing): string {
  const { t } = writing;
  const kind = cell.state === 'blocked' ? 'digest-blocked-since' : 'digest-broken-since';
  const trend = cell.trend === null ? '' : t(`digest-trend-${cell.trend}`);
  return [
    `${titleOf(cell, writing)}: ${t(kind, { since: cell.since === null ? '' : dateText(cell.since, writing.language, writing.today) })}${trend}. `,
    t('digest-shares', {
      works: percent(cell.works),
      vpn: percent(cell.vpnOnly),
      fails: percent(cell.fails),
    }),
    ` ${t('digest-people', { people: cell.people ?? '' })}`,
  ].join('');
}

function sparedLine(cell: PublishedCell, writing: Writing): string {
  const { t } = writing;
  return `${titleOf(cell, writing)}: ${t('digest-spared-line', { works: percent(cell.works) })} ${t('digest-people', { people: cell.people ?? '' })}`;
}

function fineSection(
  { fine, unclear, broke, unchanged, result }: DigestModel,
  writing: Writing,
  exceptions: number,
): Line[] {
  const { t, names } = writing;
  const named = (cell: PublishedCell): string => {
    const places = [...broke, ...unchanged]
      .filter((part) => part.service === cell.service)
      .map((part) => names.where(part));
    const except = places.filter((place) => place !== '').slice(0, exceptions);
    const exception = except.length > 0 ? t('digest-except', { places: except.join('; ') }) : '';
    return (
      titleOf(cell, writing) + exception + (isContradicted(cell, result) ? t('digest-contradicted') : '')
    );
  };
  const lines = [
    fine.length > 0 ? [heading(t('digest-fine')), plain(`${fine.map(named).join(', ')}.`)] : [],
    unclear.length > 0 ? [plain(t('digest-unclear', { services: unclear.map(named).join(', ') }))] : [],
  ];
  return lines.flat();
}

/** In a cold start nothing is confirmed, whatever newcomers say. */
function isContradicted(cell: PublishedCell, { coldStart }: DayResult): boolean {
  return !cell.confirmed && !coldStart;
}

function unknownSection({ unknown, unknownOthers, deaf }: DigestModel, writing: Writing): Line[] {
  const { t } = writing;
  if (unknown.length === 0 && unknownOthers === 0) return [];
  const services = unknown.map((cell) => titleOf(cell, writing)).join(', ');
  const few =
    unknown.length > 0
      ? t('digest-few', { services, others: unknownOthers })
      : t('digest-few-others', { others: unknownOthers });
  return [heading(t('digest-unknown')), plain(deaf ? t('digest-deaf') : few)];
}

function notes({ result, missed, quiet, late }: DigestModel, writing: Writing): string[] {
  const { t } = writing;
  const gaps = result.gaps.map(({ from, to }) => t('digest-gap-span', { from, to })).join(', ');
  const [first, last] = [missed[0], missed.at(-1)];
  return [
    result.coldStart ? t('digest-cold-start') : '',
    gaps === '' ? '' : t('digest-gaps', { gaps }),
    first === undefined || last === undefined
      ? ''
      : t('digest-missed', {
          count: missed.length,
          from: dateText(first, writing.language, writing.today),
          to: dateText(last, writing.language, writing.today),
        }),
    quiet.length === 0 ? '' : t('digest-quiet', { count: quiet.length }),
    late ? t('digest-late') : '',
  ].filter((note) => note !== '');
}

function titleOf(cell: PublishedCell, { names, t }: Writing): string {
  const service = names.service(cell.service);
  const what =
    cell.function === null ? service : withCapital(t(`digest-function-${cell.function}`, { service }));
  const where = names.where(cell);
  return where === '' ? what : `${what} ${where}`;
}

function hoursText({ from, to }: PublishedCell, t: Text): string {
  const hour = (time: string) => Number(time.slice(0, 2));
  if (from === null) return '';
  return to === null
    ? t('digest-hours-from', { from: hour(from) })
    : t('digest-hours', { from: hour(from), to: hour(to) });
}

function sureText(cell: PublishedCell, t: Text): string {
  return ` ${t(cell.confirmed ? 'digest-confirmed' : 'digest-unconfirmed', { people: cell.people ?? '' })}`;
}

const zoneOffsets = new Map<string, Intl.DateTimeFormat>();

/** Russian zones by name, others by their distance from Greenwich on that day. */
function zoneText(zone: string, { t, today }: Writing): string {
  const noon = new Date(instantOf(today, '12:00', zone) * 1000);
  const format = zoneOffsets.getOrInsertComputed(
    zone,
    () => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }),
  );
  const parts = format.formatToParts(noon);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return t('digest-zone', { zone: zone.replaceAll('/', '-'), offset });
}

function percent(share: number | null): number {
  return Math.round((share ?? 0) * 100);
}

function heading(text: string): Line {
  return { spans: [{ text, style: 'bold' }] };
}

function plain(text: string): Line {
  return { spans: [text] };
}

function lengthOf(lines: readonly Line[]): number {
  const text = (line: Line) =>
    line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
  return lines.reduce((sum, line) => sum + text(line).length + 1, 0);
}
