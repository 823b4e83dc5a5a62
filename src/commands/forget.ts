import { textDoc } from '../chat/doc.ts';
import type { Reports } from '../store/reports.ts';
import type { Command } from './command.ts';

/**
 * Asks once, then erases all that the store can still tie to the person.
 *
 * @param erased is called when rows were deleted, so that the log of the database is emptied after the commit
 */
export function createForget(parts: { reports: Reports; erased: () => void }): Command {
  return {
    name: 'forget',
    role: 'everyone',
    listed: true,
    run: async ({ args, people, t }) => {
      if (people.length === 0) return textDoc(t('mydata-none'));
      if (args !== 'yes') {
        return textDoc(t('forget-ask'), [[{ label: t('forget-yes'), command: '/forget yes' }]]);
      }
      await parts.reports.forget(people.map((person) => person.id));
      parts.erased();
      return textDoc(t('forgotten'));
    },
  };
}
