import type { Citables } from '../../causes/index.ts'
import { instantOf } from '../../platform/values/days.ts'
import type { Work } from '../../platform/work/work.ts'
import { taken } from '../actions.ts'
import * as rules from '../rules.ts'
import * as interviews from '../store.ts'
import type { Fulfilment } from './schema.ts'
import * as store from './store.ts'

/** The unit interviewed tells what it did. It may do so again: each report is kept. */
export function reportOn(work: Work, citables: Citables, id: string, n: number, text: string) {
  return taken(work, citables, id, 'interview.commitment-reported', async (one) => {
    rules.report(one, n, work.actor)
    await store.addReport(work.tx, id, n, { text, at: instantOf(work.now), by: work.actor.sub })
    await interviews.update(work.tx, id)
    return { n }
  })
}

/** The interviewing side finds a promise kept. */
export function fulfil(work: Work, citables: Citables, id: string, n: number, asked: Fulfilment | null) {
  return taken(work, citables, id, 'interview.commitment-fulfilled', async (one) => {
    const { nextDueOn, ...done } = rules.fulfil(one, n, asked, work.actor, work)
    await store.fulfil(work.tx, id, n, { ...done, fulfilledBy: work.actor.sub })
    await interviews.update(work.tx, id, { nextDueOn })
    return { n, dueOn: done.dueOn, fulfilledOn: done.fulfilledOn, isMet: done.isMet }
  })
}
