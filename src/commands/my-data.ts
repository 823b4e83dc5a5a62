import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import { textDoc } from '../chat/doc.ts';
import { localDay, localTime } from '../domain/day.ts';
import type { Reports } from '../store/reports.ts';
import type { Command } from './command.ts';
import { describeReport } from './report-text.ts';

const SHOWN = 10;

/** Shows all that the store can still tie to the person. Not whether a report counts: that would help to cheat. */
export function createMyData(parts: { catalog: Catalog; reports: Reports; zone: string }): Command {
  const { catalog, reports, zone } = parts;
  return {
    name: 'mydata',
    role: 'everyone',
    listed: true,
    run: async ({ people, language, t }) => {
      if (people.length === 0) return textDoc(t('mydata-none'));
      const rows = people.map((person) => person.id);
      const names = createNames(catalog, language);
      const count = await reports.countOf(rows);
      const newest = await reports.newest(rows, SHOWN);
      const lines = newest.map(
        (report) =>
          `${localDay(report.at, zone)} ${localTime(report.at, zone)} · ${describeReport(report, names, t)}`,
      );
      const chosen = t(people[0]?.language ? 'language-name' : 'mydata-no-language');
      return textDoc([t('mydata', { count, language: chosen }), ...lines, t('mydata-reach')].join('\n'), [
        [{ label: t('forget-button'), command: '/forget' }],
      ]);
    },
  };
}
