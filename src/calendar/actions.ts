import { mustBeTop } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { oneAtATime, type Work } from '../platform/work/work.ts'
import * as rules from './rules.ts'
import type { NewCalendar, PublishedCalendar } from './schema.ts'
import * as store from './store.ts'

/** Whoever changes the calendar holds this name, so that editions follow one another. */
export const CALENDAR = 'calendar'

/** Begins to count again what was counted with an earlier edition; gives the operation that does. */
export type Recompute = (work: Work, changed: { year: number; edition: number }) => Promise<{ id: string }>

/** Publishes or corrects the days of a year; what was counted with the old ones is counted again. */
export async function putCalendar(
  work: Work,
  year: number,
  wanted: NewCalendar,
  recompute: Recompute
): Promise<PublishedCalendar & { version: number }> {
  const { tx, actor } = work
  await mustBeTop(tx, actor)
  rules.mustBeKnown(year)
  await oneAtATime(tx, CALENDAR)
  const before = await store.find(tx, year)
  work.match(before?.version ?? 0)
  const days = rules.publish(year, before, wanted)
  const edition = await store.put(tx, year, wanted)
  await store.replaceDays(tx, year, days)
  const recomputation = await recompute(work, { year, edition })
  const subject = { id: String(year), unitCode: actor.unitCode }
  const { state, source } = wanted
  work.record(before === undefined ? 'calendar.published' : 'calendar.corrected', subject, {
    edition,
    state,
    source,
    days,
    before: before?.days ?? []
  })
  return { ...present(await store.find(tx, year)), recomputation: recomputation.id }
}
