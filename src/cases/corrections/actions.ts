import { asideBy } from '../../platform/access/recusal.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { takeStep } from '../steps/step.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { Assignment, CaseCorrection } from './schema.ts'

/** Corrects what was entered at intake. The audit line keeps the old values. */
export function correctCase(work: Work, id: string, wanted: CaseCorrection) {
  return takeStep(work, id, 'correct', ({ one }) => {
    const { change, before } = rules.correction(one, wanted)
    return { change, event: ({ terms }) => newEvent('case.corrected', { before, terms }) }
  })
}

/**
 * Names the person who handles the case. A person who stepped aside may not handle it (信访工作条例 第28条).
 *
 * @throws handler-recused
 */
export function assignCase(work: Work, id: string, { sub, name }: Assignment) {
  return takeStep(work, id, 'assign', async ({ one }) => {
    if ((await asideBy(work.tx, id, sub)) !== undefined) {
      throw refuse('handler-recused', { pointer: '/sub', clause: 'xinfang-2022:28' })
    }
    return {
      change: { handlerSub: sub, handlerName: name },
      event: ({ terms }) => newEvent('case.assigned', { sub, before: { sub: one.handlerSub }, terms })
    }
  })
}
