import type { PublishedCell } from '../domain/result.ts';
import { withCapital } from '../locales/capital.ts';
import type { Headline, Manner } from './lead.ts';
import type { DigestModel } from './model.ts';
import type { SupposedOutage } from './network.ts';
import {
  hoursText,
  listText,
  placedText,
  sentences,
  serviceText,
  subjectText,
  verbForm,
  type Writing,
  whereText,
} from './wording.ts';

/** So many things that broke are named in the first sentence, and so many places of one. */
const NAMED = 2;
const LISTED = 4;
const MANNERS: readonly Manner[] = ['vpn', 'down', 'patchy'];

/** The first sentence: what somebody would do differently today. */
export function headlineText(model: DigestModel, writing: Writing): string {
  const { lead, supposed, recovered, result, deaf } = model;
  const { t } = writing;
  const news = [
    ...supposed.map((outage) => supposedText(outage, writing)),
    ...lead.headlines.map((headline) => brokeText(headline, writing)),
  ];
  const rest = news.length - NAMED;
  const more = rest > 0 ? [t('digest-lead-more', { count: rest })] : [];
  if (news.length > 0) return `${withCapital([...news.slice(0, NAMED), ...more].join('; '))}.`;
  if (deaf) return t('digest-deaf');
  if (result.people === null) return t('digest-lead-unknown');
  const again = [...new Set(recovered.map(({ cell }) => placedText(cell, writing)))];
  if (again.length === 0) return t('digest-lead-quiet');
  return sentences(
    t('digest-lead-quiet'),
    t('digest-lead-again', { list: listText(again, LISTED, writing) }),
  );
}

/** The second: what has not changed, and what can be used. */
export function standingText({ lead, supposed, result }: DigestModel, writing: Writing): string {
  const { t } = writing;
  const list = (cells: readonly PublishedCell[], text: (cell: PublishedCell) => string) =>
    listText([...new Set(cells.map(text))], LISTED, writing);
  const standing = MANNERS.filter((manner) => lead.standing[manner].length > 0).map((manner) =>
    t(`digest-lead-still-${manner}`, {
      list: list(lead.standing[manner], (cell) => placedText(cell, writing)),
    }),
  );
  const troubled = standing.length + lead.headlines.length + supposed.length > 0;
  const fine = lead.fine.length > 0 && [
    t(troubled ? 'digest-lead-fine-else' : 'digest-lead-fine', {
      list: list(lead.fine, (cell) => serviceText(cell.service, writing)),
    }),
  ];
  return sentences(...standing, ...(fine || []), result.coldStart ? t('digest-cold-start') : '');
}

function brokeText({ entries, manner }: Headline, writing: Writing): string {
  const { t } = writing;
  const cells = entries.map(({ cell }) => cell);
  const [first] = cells as [PublishedCell, ...PublishedCell[]];
  const together = cells.every(({ from, to }) => from === first.from && to === first.to);
  const where =
    cells.length > NAMED
      ? t('digest-lead-places', { count: cells.length })
      : cells.map((cell) => whereText(cell, writing)).join(t('digest-and'));
  const along = [...new Set(entries.flatMap(({ alongside }) => alongside))];
  const text = t(`digest-lead-${manner}`, {
    subject: `${subjectText(first, writing)} ${where}`,
    hours: together ? hoursText(first, 'spelt', t) : '',
    form: verbForm(first, writing),
  });
  if (along.length === 0) return text;
  const services = along.map((service) => serviceText(service, writing));
  return `${text}, ${t('digest-lead-with-it', { services: listText(services, LISTED, writing) })}`;
}

function supposedText(outage: SupposedOutage, writing: Writing): string {
  const { t } = writing;
  return t('digest-lead-supposed', {
    where: whereText(outage, writing),
    hours: hoursText(outage, 'spelt', t),
  });
}
