import type { Catalog } from '../catalog/catalog.ts';
import { createNames } from '../catalog/names.ts';
import { textDoc } from '../chat/doc.ts';
import type { Reports } from '../store/reports.ts';
import type { Command } from './command.ts';
import { instant } from './draft.ts';
import { describeReport } from './report-text.ts';

/** Takes back an own report: the one its button was under, or else the newest. */
export function createRetract(parts: { catalog: Catalog; reports: Reports }): Command {
  const { catalog, reports } = parts;
  return {
    name: 'retract',
    role: 'everyone',
    listed: true,
    run: async ({ args, people, language, t }) => {
      const again = [[{ label: t('report-button'), command: '/report' }]];
      const rows = people.map((person) => person.id);
      const bucket = instant(args) ?? (await reports.newest(rows, 1))[0]?.at;
      if (bucket === undefined) return textDoc(t('nothing-to-retract'), again);
      for (const row of rows) {
        const report = await reports.retract(row, bucket);
        if (!report) continue;
        const text = describeReport(report, createNames(catalog, language), t);
        return textDoc(t('retracted', { report: text }), again);
      }
      return textDoc(t('nothing-to-retract'), again);
    },
  };
}
