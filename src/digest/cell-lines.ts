import { depthOf } from '../domain/anonymity.ts';
import type { PublishedCell } from '../domain/result.ts';
import { withCapital } from '../locales/capital.ts';
import type { DigestModel, Entry } from './model.ts';
import type { SupposedOutage } from './network.ts';
import {
  dayText,
  hoursText,
  listText,
  percent,
  placedText,
  sentences,
  serviceText,
  titleText,
  verbForm,
  type Writing,
  whereText,
} from './wording.ts';
import { shareBefore } from './yesterday.ts';

/** One line a cell, each after the same pattern: what and where, since when, shares, how sure. */
type WriteLine = (entry: Entry, writing: Writing, coldStart: boolean) => string;

export const brokeLine: WriteLine = (entry, writing, coldStart) => {
  const { cell } = entry;
  const { t } = writing;
  const hours = hoursText(cell, 'brief', t);
  const works = worksText(entry, writing, { norm: true });
  const facts = joined(hours, works, vpnText(cell, writing));
  return sentences(
    `${titleText(cell, writing)}: ${facts}.`,
    withItText(entry, writing),
    sureText(cell, writing, coldStart),
  );
};

export const recoveredLine: WriteLine = (entry, writing, coldStart) => {
  const { cell } = entry;
  const { t } = writing;
  const was =
    cell.since === null
      ? t('digest-trouble-yesterday')
      : t('digest-trouble-since', { since: dayText(cell.since, writing), form: verbForm(cell, writing) });
  const works = `${t('digest-now')} ${worksText(entry, writing, { norm: false })}`;
  return sentences(
    `${withCapital(placedText(cell, writing))}: ${joined(was, works, vpnText(cell, writing))}.`,
    sureText(cell, writing, coldStart),
  );
};

export const standingLine: WriteLine = (entry, writing) => {
  const { cell, before } = entry;
  const { t } = writing;
  const since = cell.since === null ? '' : t('digest-since', { since: dayText(cell.since, writing) });
  const turned = cell.state === 'blocked' && before?.state === 'still_broken' ? t('digest-turned-block') : '';
  const trend = cell.trend === null ? '' : t(`digest-trend-${cell.trend}`);
  const past = joined(since, turned || trend);
  // A block is long known; what stands out in a place is told beside what is usual there.
  const norm = cell.state === 'still_broken' || depthOf(cell) > 0;
  const fails = cell.fails ? t('digest-fails', { fails: percent(cell.fails) }) : '';
  const shares = joined(worksText(entry, writing, { norm }), vpnText(cell, writing), fails);
  return sentences(
    `${withCapital(placedText(cell, writing))}: ${past}.`,
    `${withCapital(shares)}.`,
    withItText(entry, writing),
    peopleText(cell, writing),
  );
};

export const sparedLine: WriteLine = (entry, writing) => {
  const { cell, wider } = entry;
  const elsewhere = wider?.works ?? null;
  const beside = elsewhere === null ? '' : ` ${writing.t('digest-elsewhere', { works: percent(elsewhere) })}`;
  const works = worksText(entry, writing, { norm: false }) + beside;
  return sentences(
    `${withCapital(placedText(cell, writing))}: ${joined(works, vpnText(cell, writing))}.`,
    peopleText(cell, writing),
  );
};

/** That the network itself was down is a supposition: it is said with what it rests on. */
export function supposedLine(outage: SupposedOutage, writing: Writing): string {
  const { t } = writing;
  const { cells } = outage;
  const services = cells.map(({ service }) => serviceText(service, writing));
  const [loudest] = cells.toSorted((a, b) => peopleOf(b) - peopleOf(a));
  return sentences(
    t('digest-supposed', {
      where: whereText(outage, writing),
      hours: hoursText(outage, 'spelt', t),
      services: listText(services, services.length, writing),
      works: rangeText(cells.map((cell) => percent(cell.works))),
      norm: rangeText(cells.map((cell) => percent(cell.norm))),
    }),
    loudest ? peopleText(loudest, writing) : '',
  );
}

function rangeText(shares: readonly number[]): string {
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  return least === most ? String(least) : `${least}–${most}`;
}

/** In a cold start nothing is confirmed, whatever newcomers say; the digest says so once. */
export function isContradicted(cell: PublishedCell, { result }: DigestModel): boolean {
  return !cell.confirmed && !result.coldStart;
}

function worksText(entry: Entry, writing: Writing, { norm }: { norm: boolean }): string {
  const { cell } = entry;
  const { t } = writing;
  const before = shareBefore(entry, norm);
  const beside = joined(
    norm && cell.norm !== null ? t('digest-usually', { norm: percent(cell.norm) }) : '',
    before === null ? '' : t('digest-yesterday', { works: percent(before) }),
  );
  const works = t('digest-works', { works: percent(cell.works), form: verbForm(cell, writing) });
  return beside === '' ? works : `${works} (${beside})`;
}

/** @returns what there is to say, with commas. */
function joined(...facts: readonly string[]): string {
  return facts.filter((fact) => fact !== '').join(', ');
}

function vpnText(cell: PublishedCell, { t }: Writing): string {
  return cell.vpnOnly ? t('digest-vpn', { vpn: percent(cell.vpnOnly) }) : '';
}

function withItText({ alongside }: Entry, writing: Writing): string {
  if (alongside.length === 0) return '';
  const services = alongside.map((service) => serviceText(service, writing));
  return writing.t('digest-with-it', { services: listText(services, services.length, writing) });
}

function sureText(cell: PublishedCell, writing: Writing, coldStart: boolean): string {
  if (coldStart) return peopleText(cell, writing);
  const id = cell.confirmed ? 'digest-confirmed' : 'digest-unconfirmed';
  return writing.t(id, { people: cell.people ?? '' });
}

function peopleText(cell: PublishedCell, { t }: Writing): string {
  return t('digest-people', { people: cell.people ?? '' });
}

function peopleOf({ people }: PublishedCell): number {
  return Number.parseInt(people ?? '0', 10);
}
