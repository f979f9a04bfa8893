import type { Citables } from '../../causes/index.ts'
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
  return step(work, citables, id, 'rectify', (finding) => {
    rules.checkEvidence(evidence, today, '/evidence')
    const rectifiedOn = rules.rectifiedOn(wanted.rectifiedOn, finding, today)
    return changes.rectify(work, finding, { text, evidence, rectifiedOn, reportedOn: today, noticeId: null })
  })
}

export function acceptRectification(work: Work, citables: Citables, id: string) {
  return step(work, citables, id, 'accept', (finding) => changes.accept(work, finding))
}

export function sendBackRectification(
  work: Work,
  citables: Citables,
  id: string,
  { reason, rectifyBy }: FindingReturn
) {
  return step(work, citables, id, 'send-back', (finding) => {
    const days = rules.daysUntil(rectifyBy, work.today, '/rectifyBy')
    return changes.sendBack(work, finding, { reason, days, noticeId: null })
  })
}

export function waiveFinding(work: Work, citables: Citables, id: string, reason: string) {
  return step(work, citables, id, 'waive', (finding) => changes.waive(work, finding, reason))
}

/** One step of a person: locks the finding, checks that they may take the step, and takes it. */
async function step(
  work: Work,
  citables: Citables,
  id: string,
  name: rules.StepName,
  take: (finding: rules.Standing) => Promise<void>
): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const finding = await store.lock(tx, actor, id)
  if (finding === undefined) throw refuse('finding-not-found')
  work.match(finding.version)
  rules.mayTake(name, finding, actor)
  await take(finding)
  const [changed] = await store.whole(tx, citables, actor, [id], today)
  return changed as store.Versioned
}
