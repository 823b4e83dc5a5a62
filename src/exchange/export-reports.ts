import { createHmac, randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { formatLine } from './report-line.ts';

/**
 * All reports as lines of JSON, in time order. Reporters are hashed under a key that is made for this one
 * export and then gone, so that two exports cannot be joined.
 */
export async function* exportReports(store: Store): AsyncGenerator<string> {
  const key = randomBytes(32);
  for await (const { person, platform, state, ...report } of store.reports.everything()) {
    const reporter = createHmac('sha256', key).update(String(person)).digest('hex').slice(0, 32);
    yield formatLine({ report, reporter, platform, state });
  }
}
