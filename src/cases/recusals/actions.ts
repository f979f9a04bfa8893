import type { Static } from 'typebox'
import { asideBy, letIn, stepAside } from '../../platform/access/recusal.ts'
import { isSamePerson } from '../../platform/auth/actor.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import type { Readmission, Recusal } from '../steps/schema.ts'
import { takeStep } from '../steps/step.ts'
import { hasActed } from '../timeline/timeline.ts'
import * as rules from './rules.ts'

/** Records a recusal. The answer is not the case, because it is no longer visible to the person. */
export async function recuse(work: Work, id: string, { reason, sub }: Static<typeof Recusal>) {
  const { tx, actor } = work
  const who = sub ?? actor.sub
  const step = rules.stepOf(who, actor)
  await takeStep(work, id, step, async ({ one }) => {
    if (step === 'send-aside') rules.checkOwn(await hasActed(tx, id, who, actor.unitCode))
    return {
      change: isSamePerson(one.handlerSub, who) ? { handlerSub: null, handlerName: null } : {},
      also: () => stepAside(work, id, who, reason),
      event: ({ terms }) => newEvent('case.recused', { sub: who, clause: 'xinfang-2022:28', terms })
    }
  })
  return { caseId: id, sub: who, recusedOn: work.today }
}

/** A unit above lifts a recusal. */
export function readmit(work: Work, id: string, { sub, reason }: Static<typeof Readmission>) {
  const { tx, actor } = work
  return takeStep(work, id, 'readmit', async () => {
    rules.checkReadmission(await asideBy(tx, id, sub), actor)
    return {
      also: () => letIn(tx, id, sub),
      event: ({ terms }) => newEvent('case.readmitted', { sub, reason, terms })
    }
  })
}
