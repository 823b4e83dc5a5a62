import type { Catalog } from '../catalog/catalog.ts';
import { createNames, type Names } from '../catalog/names.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { type Doc, type Line, textDoc } from '../chat/doc.ts';
import { daySpan, localTime } from '../domain/day.ts';
import { listedFor } from '../domain/listed.ts';
import type { DayResult, PublishedCell } from '../domain/result.ts';
import type { News } from '../store/news.ts';
import { describeShares, titleOf } from './cell-text.ts';
import type { Command, Request } from './command.ts';
import { isDraft, parseDraft } from './draft.ts';

export interface StatusParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  /** Today's last hourly snapshot; null before the first one. */
  readonly today: () => DayResult | null;
  readonly news: News;
}

/** How things stand today: of one service or all, in one place or the whole country. */
export function createStatus({ catalog, reader, today, news }: StatusParts): Command {
  const wanted = (args: string) => {
    if (!isDraft(args)) return reader.readArguments(args);
    const draft = parseDraft(args);
    return {
      service: draft.service ?? null,
      region: draft.region ?? null,
      city: draft.city ?? null,
      carrier: draft.carrier ?? null,
    };
  };

  const all = (
    result: DayResult,
    place: Pick<PublishedCell, 'region' | 'city' | 'carrier'>,
  ): PublishedCell[] =>
    catalog.services
      .flatMap((service) => listedFor(result, { service: service.id, function: null, ...place }) ?? [])
      .filter((cell) => cell.people !== null);

  /** Stories of the day about a service, or about any where none is asked for. */
  const newsLines = async (
    { day, zone }: DayResult,
    about: string | null,
    names: Names,
    t: Request['t'],
  ): Promise<Line[]> => {
    const marks = await news.within(daySpan(day, zone));
    return marks
      .filter(({ service }) => about === null || service === null || service === about)
      .map(({ hour, service }) => {
        const told = service === null ? t('news-all') : names.service(service);
        return { spans: [t('status-news', { time: localTime(hour * 3600, zone), service: told })] };
      });
  };

  return {
    name: 'status',
    role: 'everyone',
    listed: true,
    run: async ({ args, language, t, now }: Request): Promise<Doc> => {
      const result = today();
      const button = [[{ label: t('report-button'), command: '/report' }]];
      if (!result) return textDoc(t('status-none'), button);
      const names = createNames(catalog, language);
      const { service, region, city, carrier } = wanted(args);
      const one = service && listedFor(result, { service, function: null, region, city, carrier });
      const cells = service ? (one ? [one] : []) : all(result, { region, city, carrier });
      const title = t('status-title', {
        time: localTime(now - (now % 3600), result.zone),
        zone: result.zone,
      });
      const lines: Line[] = [{ spans: [{ text: title, style: 'bold' }] }];
      for (const cell of cells) {
        const shares = describeShares(cell, { t, language, today: result.day });
        lines.push({ spans: [`• ${titleOf(cell, names, t)}: ${shares}`] });
      }
      if (cells.length === 0) lines.push({ spans: [t('status-none')] });
      lines.push(...(await newsLines(result, service, names, t)));
      lines.push({ spans: [t('status-method', { k: result.k + 1 })], folded: true });
      return { lines, choices: button };
    },
  };
}
