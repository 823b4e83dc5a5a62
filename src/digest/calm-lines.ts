import type { Line } from '../chat/doc.ts';
import { withCapital } from '../locales/capital.ts';
import { isContradicted } from './cell-lines.ts';
import type { Unheard } from './coverage.ts';
import type { DigestModel, Entry } from './model.ts';
import {
  heading,
  listText,
  percent,
  placedText,
  plain,
  sentences,
  serviceText,
  type Writing,
} from './wording.ts';
import { shareBefore } from './yesterday.ts';

/** So many exceptions are named beside what is fine, and so many regions that nobody spoke of. */
const NAMED = 3;
const WEEK = 7;

/** What is as usual, and of what people disagree. */
export function fineLines(model: DigestModel, writing: Writing, limit: number): Line[] {
  const { t } = writing;
  const list = (entries: readonly Entry[]) => {
    const shown = entries.slice(0, limit).map((entry) => fineText(entry, model, writing));
    const rest = entries.length - shown.length;
    return [...shown, ...(rest > 0 ? [t('digest-and-more', { count: rest })] : [])].join('; ');
  };
  const fine = list(model.fine);
  const unclear = list(model.unclear);
  return [
    ...(fine === '' ? [] : [heading(t('digest-fine')), plain(`${withCapital(fine)}.`)]),
    ...(unclear === '' ? [] : [plain(t('digest-unclear', { services: unclear }))]),
  ];
}

function fineText(entry: Entry, model: DigestModel, writing: Writing): string {
  const { cell } = entry;
  const { t } = writing;
  const before = shareBefore(entry);
  const beside = [
    cell.vpnOnly ? t('digest-fine-vpn', { vpn: percent(cell.vpnOnly) }) : '',
    before === null ? '' : t('digest-yesterday-brief', { works: percent(before) }),
    cell.people ?? '',
  ].filter((part) => part !== '');
  const except = exceptionsOf(entry, model, writing);
  return [
    `${placedText(cell, writing)} ${percent(cell.works)} % (${beside.join(', ')})`,
    except.length > 0 ? t('digest-except', { places: listText(except, NAMED, writing) }) : '',
    isContradicted(cell, model) ? t('digest-contradicted') : '',
  ].join('');
}

/** Where, or in which function, it is not fine after all. */
function exceptionsOf({ cell }: Entry, { troubles }: DigestModel, { names, t }: Writing): string[] {
  return troubles
    .filter((trouble) => trouble !== cell && trouble.service === cell.service && cell.function === null)
    .map((trouble) =>
      [trouble.function === null ? '' : t(`digest-part-${trouble.function}`), names.where(trouble)]
        .filter((part) => part !== '')
        .join(' '),
    );
}

/** Where too few people answered, and how to help. */
export function unknownLines({ coverage, deaf }: DigestModel, writing: Writing): Line[] {
  const { t } = writing;
  // What nobody could hear is not the readers' silence.
  if (deaf) return [];
  const services = coverage.services.map((one) => unheardText(serviceText(one.id, writing), one, writing));
  if (coverage.others > 0)
    services.push(t('digest-few-others', { others: coverage.others, named: services.length }));
  const regions = coverage.regions
    .slice(0, NAMED)
    .map((one) => unheardText(placeText(one.id, writing), one, writing));
  const rest = coverage.regions.length - regions.length;
  if (rest > 0) regions.push(t('digest-few-regions', { count: rest }));
  const list = services.join(', ');
  const places = regions.join(', ');
  const help = t('digest-help');
  if (list === '' && places === '') return [plain(help)];
  const kind = places === '' ? 'services' : list === '' ? 'places' : 'both';
  return [heading(t('digest-unknown')), plain(sentences(t(`digest-few-${kind}`, { list, places }), help))];
}

function placeText(region: string, { names }: Writing): string {
  return names.where({ region, city: null, carrier: null });
}

function unheardText(name: string, { days }: Unheard, { t }: Writing): string {
  if (days < 3) return name;
  return `${name} (${days > WEEK ? t('digest-days-week') : t('digest-days', { days })})`;
}
