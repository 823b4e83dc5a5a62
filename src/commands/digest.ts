import type { Catalog } from '../catalog/catalog.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { type Doc, textDoc } from '../chat/doc.ts';
import { localDay } from '../domain/day.ts';
import type { DayResult } from '../domain/result.ts';
import { dateText } from '../locales/dates.ts';
import type { Reports } from '../store/reports.ts';
import type { Results } from '../store/results.ts';
import type { Command, Request } from './command.ts';
import { takeDay } from './day-words.ts';

/** Which part of a day somebody wants; null is all of it. */
export interface Wanted {
  readonly places: readonly string[] | null;
  readonly services: readonly string[] | null;
}

export interface DigestCommandParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly reports: Reports;
  readonly results: Results;
  /** The instance's zone: for those of whose place nothing is known. */
  readonly zone: string;
  /** A closed day as people read it. */
  readonly showDay: (result: DayResult, language: string, wanted: Wanted) => Promise<Doc>;
}

/** `/digest`: a closed day as it was published, with what was corrected since. Nothing is counted anew for it. */
export function createDigestCommand(parts: DigestCommandParts): Command {
  const { catalog, reader, reports, results, zone, showDay } = parts;

  const ownZone = async ({ people }: Request): Promise<string | null> => {
    const [last] = await reports.newest(
      people.map(({ id }) => id),
      1,
    );
    if (!last) return null;
    const city = catalog.cities.find(({ id }) => id === last.city);
    return city?.timezone ?? catalog.regions.find(({ id }) => id === last.region)?.timezones[0] ?? null;
  };

  /** Only zones in which somebody gets digests have closed days. */
  const zoneWithDays = async (request: Request) => {
    for (const one of [await ownZone(request), zone]) {
      const days = one === null ? null : await results.closedDays(one);
      if (one !== null && days !== null) return { zone: one, days };
    }
    return null;
  };

  return {
    name: 'digest',
    role: 'everyone',
    listed: true,
    run: async (request) => {
      const { args, language, t, now } = request;
      const found = await zoneWithDays(request);
      if (!found) return textDoc(t('digest-none-yet'));
      const { first, last } = found.days;
      const { day, rest } = takeDay(args, localDay(now, found.zone));
      const result = await results.get(found.zone, day ?? last);
      if (!result) {
        const date = (one: string) => dateText(one, language, last);
        return textDoc(t('digest-not-closed', { first: date(first), last: date(last) }), [
          [{ label: t('digest-button', { day: date(last) }), command: `/digest ${last}` }],
        ]);
      }
      const { service, region, city } = reader.readArguments(rest);
      const place = city ?? region;
      return showDay(result, language, {
        places: place === null ? null : [place],
        services: service === null ? null : [service],
      });
    },
  };
}
