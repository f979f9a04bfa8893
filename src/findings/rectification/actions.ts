import type { Citables } from '../../causes/index.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import * as rules from '../rules.ts'
import type { FindingReturn, Rectification } from '../schema.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as changes from './changes.ts'

/** The target reports its rectification. */
export function reportRectification(work: Work, citables: Citables, id: string, wanted: Rectification) {
  const { text, evidence = [] } = wanted
  const { today } = work
  return takeStep(findingSteps(citables), work, id, 'rectify', (finding) => {
    rules.checkEvidence(evidence, today, '/evidence')
    const rectifiedOn = rules.rectifiedOn(wanted.rectifiedOn, finding, today)
    return changes.rectify(work, finding, { text, evidence, rectifiedOn, reportedOn: today, noticeId: null })
  })
}

export function acceptRectification(work: Work, citables: Citables, id: string) {
  return takeStep(findingSteps(citables), work, id, 'accept', (finding) => changes.accept(work, finding))
}

export function sendBackRectification(
  work: Work,
  citables: Citables,
  id: string,
  { reason, rectifyBy }: FindingReturn
) {
  return takeStep(findingSteps(citables), work, id, 'send-back', (finding) => {
    const days = rules.daysUntil(rectifyBy, work.today, '/rectifyBy')
    return changes.sendBack(work, finding, { reason, days, noticeId: null })
  })
}

export function waiveFinding(work: Work, citables: Citables, id: string, reason: string) {
  return takeStep(findingSteps(citables), work, id, 'waive', (finding) =>
    changes.waive(work, finding, reason)
  )
}

function findingSteps(citables: Citables): StepKind<rules.Standing, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing: () => refuse('finding-not-found'),
    lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
    read: async ({ tx, actor, today }, id) => {
      const [changed] = await store.whole(tx, citables, actor, [id], today)
      return changed
    }
  }
}
