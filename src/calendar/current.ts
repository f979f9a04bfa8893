import type { Reader } from '../platform/database/prepared.ts'
import { type Calendar, calendar } from './rules.ts'
import * as store from './store.ts'

/** An edition never changes: read once, it holds for this process. The latest of each database is kept. */
const kept = new Map<string, Calendar>()

/** The current calendar: one cheap query for its edition, and the days only if the edition is new. */
export async function calendarOf(db: Reader): Promise<Calendar> {
  return calendarAt(db, await store.edition(db))
}

/** The same where the edition was asked for already (the view `calendar_now`). */
export async function calendarAt(db: Reader, { database, edition }: store.Edition): Promise<Calendar> {
  const found = kept.get(database)
  if (found?.edition === edition) return found
  const read = calendar(await store.content(db))
  kept.set(database, read)
  return read
}
