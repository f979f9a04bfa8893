import type { Citables } from '../../causes/index.ts'
import { updateRecord } from '../../platform/database/records.ts'
import { instantOf } from '../../platform/values/days.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { interviewSteps, named } from '../actions.ts'
import * as rules from '../rules.ts'
import type { Fulfilment } from './schema.ts'
import * as store from './store.ts'

/** The unit interviewed reports on a commitment. It may report several times; every report is kept. */
export function reportOn(work: Work, citables: Citables, id: string, n: number, text: string) {
  return takeStep(interviewSteps(citables), work, id, 'report-commitment', async (one) => {
    rules.mustBeOpen(one, n)
    await store.addReport(work.tx, id, n, { text, at: instantOf(work.now), by: work.actor.sub })
    await updateRecord(work, 'interview', id)
    return { event: newEvent('interview.commitment-reported', { ...named(one), n }) }
  })
}

/** The interviewing side confirms that a commitment was fulfilled. */
export function fulfil(work: Work, citables: Citables, id: string, n: number, asked: Fulfilment | null) {
  return takeStep(interviewSteps(citables), work, id, 'fulfil-commitment', async (one) => {
    const { nextDueOn, ...done } = rules.fulfil(one, n, asked, work)
    await store.fulfil(work.tx, id, n, { ...done, fulfilledBy: work.actor.sub })
    await updateRecord(work, 'interview', id, { nextDueOn: nextDueOn ?? 'infinity' })
    const { dueOn, fulfilledOn, isMet } = done
    return {
      event: newEvent('interview.commitment-fulfilled', { ...named(one), n, dueOn, fulfilledOn, isMet })
    }
  })
}
