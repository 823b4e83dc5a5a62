import type { Names } from '../catalog/names.ts';
import type { CorrectedCell } from '../domain/correction.ts';
import type { PublishedCell } from '../domain/result.ts';
import { dateText } from '../locales/dates.ts';
import type { Text } from '../locales/texts.ts';

export interface CellWriting {
  readonly t: Text;
  readonly language: string;
  /** The day that the cell is of. */
  readonly today: string;
}

/** A published cell's service and place: `WhatsApp в Казани (МТС)`. */
export function titleOf(cell: CorrectedCell, names: Names, t: Text): string {
  return `${names.service(cell.service)} ${names.where(cell) || t('whole-country')}`;
}

/** How people fare in a published cell. */
export function describeShares(cell: PublishedCell, { t, language, today }: CellWriting): string {
  if (cell.people === null) return t('cell-few');
  const text = t('cell', {
    works: percent(cell.works),
    vpn: percent(cell.vpnOnly),
    fails: percent(cell.fails),
    people: cell.people,
  });
  const date = (day: string) => dateText(day, language, today);
  const notes = [
    cell.state === 'blocked' && cell.since !== null ? t('cell-blocked', { since: date(cell.since) }) : '',
    cell.state === 'still_broken' && cell.since !== null ? t('cell-broken', { since: date(cell.since) }) : '',
    cell.confirmed ? '' : t('cell-unconfirmed'),
  ].filter((note) => note !== '');
  return [text, ...notes].join('; ');
}

function percent(share: number | null): number {
  return Math.round((share ?? 0) * 100);
}
