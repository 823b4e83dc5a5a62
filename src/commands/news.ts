import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import { type Doc, textDoc } from '../chat/doc.ts';
import { instantOf, localDay, localTime } from '../domain/day.ts';
import type { News } from '../store/news.ts';
import type { Command, Request } from './command.ts';
import { takeDay } from './day-words.ts';

const LISTED = 10;
const CLOCK = /^(\d{1,2}):(\d{2})$/;

export interface NewsParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly news: News;
  /** Zone in which days and hours are meant and shown. */
  readonly zone: string;
  readonly moderatorName: (platform: string, userId: string) => string;
}

/** `/news`: marks the hour at which a press story went round. What was reported after it may be an echo of it. */
export function createNewsCommand({ catalog, reader, news, zone, moderatorName }: NewsParts): Command {
  const list = async (first: string, { t, language }: Request): Promise<Doc> => {
    const marks = await news.newest(LISTED);
    const names = createNames(catalog, language);
    const lines = marks.map(({ id, hour, service, moderator }) => {
      const at = hour * 3600;
      const what = service === null ? t('news-all') : names.service(service);
      return t('news-line', {
        id,
        day: localDay(at, zone),
        time: localTime(at, zone),
        service: what,
        moderator,
      });
    });
    const choices = marks.map(({ id }) => [{ label: t('news-remove', { id }), command: `/news off ${id}` }]);
    return textDoc([first, ...lines].join('\n'), choices);
  };

  const add = async (time: string, words: string, request: Request): Promise<Doc> => {
    const { t, now, platform, userId } = request;
    const { day, rest } = takeDay(words, localDay(now, zone));
    const at = instantOf(day ?? localDay(now, zone), time, zone);
    if (at > now) return textDoc(t('news-not-yet'));
    const { service } = reader.readArguments(rest);
    if (rest !== '' && service === null) return textDoc(t('news-usage'));
    await news.add({ hour: Math.floor(at / 3600), service, moderator: moderatorName(platform, userId) });
    return list(t('news-noted'), request);
  };

  return {
    name: 'news',
    role: 'moderator',
    listed: true,
    run: async (request) => {
      const { args, t } = request;
      const [, id] = /^off (\d{1,9})$/.exec(args) ?? [];
      if (id !== undefined)
        return list(t((await news.remove(Number(id))) ? 'news-removed' : 'news-gone'), request);
      const words = args.split(' ');
      const time = words.find((word) => timeOf(word) !== null);
      if (time === undefined) return list(t('news-usage'), request);
      return add(timeOf(time) ?? '', words.filter((word) => word !== time).join(' '), request);
    },
  };
}

/** @returns the time as `09:05`; null for what is none. */
function timeOf(word: string): string | null {
  const [, hour, minute] = CLOCK.exec(word) ?? [];
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
