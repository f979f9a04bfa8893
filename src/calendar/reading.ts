import type { Db } from '../platform/database/connect.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * A year as far as it is known.
 *
 * @throws calendar-year-unknown
 */
export async function yearAsKnown(db: Db, year: number): Promise<store.Versioned> {
  rules.mustBeKnown(year)
  const found = await store.find(db, year)
  return found ?? { year, state: 'provisional', source: rules.unannounced, days: [], edition: 0, version: 0 }
}
