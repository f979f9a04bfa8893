import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import { oneAtATime, type Work } from '../platform/work/work.ts'
import { type Known, yearAsKnown } from './reading.ts'
import * as rules from './rules.ts'
import type { NewCalendar } from './schema.ts'
import * as store from './store.ts'

/** The lock of the calendar: one change at a time, so that editions follow one another. */
export const CALENDAR = 'calendar'

/** Starts an operation that counts again the terms counted by an earlier edition, and returns it. */
export type Recompute = (work: Work, changed: { year: number; edition: number }) => Promise<{ id: string }>

/** Publishes or corrects the days of a year. The terms that touch it are counted again. */
export async function putCalendar(work: Work, year: number, wanted: NewCalendar, recompute: Recompute) {
  let recomputation = ''
  const answering = { ...calendarSteps, read: async () => ({ ...(await known(work, year)), recomputation }) }
  return takeStep(answering, work, String(year), 'publish', async (before) => {
    const { tx, actor } = work
    const isNew = before.version === 0
    const days = rules.publish(year, isNew ? undefined : before, wanted)
    const edition = await store.put(tx, year, wanted)
    await store.replaceDays(tx, year, days)
    recomputation = (await recompute(work, { year, edition })).id
    const { state, source } = wanted
    const details = { edition, state, source, days, before: before.days }
    return {
      event: newEvent(isNew ? 'calendar.published' : 'calendar.corrected', details),
      subject: { id: String(year), unitCode: actor.unitCode }
    }
  })
}

/** A year belongs to no unit: for the audit trail it counts as a record of the caller's unit. */
const calendarSteps: StepKind<Locked, rules.StepName, Known> = {
  ...rules,
  missing: rules.unknownYear,
  async lock(work, year) {
    await oneAtATime(work.tx, CALENDAR)
    const { unitCode } = work.actor
    return { ...(await known(work, Number(year))), id: year, unitCode, path: unitCode }
  },
  read: (work, year) => known(work, Number(year))
}

type Locked = Known & { id: string; unitCode: string; path: string }

function known({ tx, actor, today }: Work, year: number): Promise<Known> {
  return yearAsKnown(tx, actor, year, today)
}
