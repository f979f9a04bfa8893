import type { Static } from 'typebox'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import * as parts from '../parts.ts'
import * as rules from '../rules.ts'
import { checkStillRunning, runningTerm } from '../term-rules.ts'
import { refuse } from '../vocabulary.ts'
import type * as schema from './schema.ts'
import { takeStep } from './step.ts'

/** 复查 and 复核: the same procedure, one level higher each time. */
const stages = {
  review: {
    before: 'reply',
    request: 'case.review-request',
    term: 'case.review',
    clauseId: 'xinfang-2022:35',
    next: 'case.recheck-request',
    decided: 'case.reviewed'
  },
  recheck: {
    before: 'review',
    request: 'case.recheck-request',
    term: 'case.recheck',
    clauseId: 'xinfang-2022:36',
    next: undefined,
    decided: 'case.rechecked'
  }
} as const

type Stage = keyof typeof stages

/**
 * Records the request of the petitioner to the next unit above, within the term since the previous decision.
 */
export function request(work: Work, id: string, stage: Stage, requestedOn: string) {
  const { tx, today } = work
  const { before, request, term, clauseId } = stages[stage]
  return takeStep(work, id, `request-${stage}`, async ({ one, terms }) => {
    const right = runningTerm(terms, [request])
    const decidedOn = await parts.decidedOn(tx, id, before)
    if (right === undefined || decidedOn === undefined) {
      throw refuse('case-step', { values: { state: one.state, step: `request-${stage}` } })
    }
    rules.checkRequestDay(requestedOn, decidedOn, today)
    checkStillRunning('request-too-late', right, requestedOn, '/requestedOn')
    const unitCode = rules.unitAbove(one, clauseId)
    return {
      change: { decidingUnitCode: unitCode, closedOn: null },
      meet: [request],
      metOn: requestedOn,
      begin: [{ rule: term, startedOn: requestedOn, unitCode }],
      event: (step) => newEvent(`case.${stage}-requested`, { ...step, requestedOn, unitCode })
    }
  })
}

/** Records the decision of the unit above. After the re-check the case is final. */
export function decide(
  work: Work,
  id: string,
  stage: Stage,
  { text, outcome }: Static<typeof schema.Review>
) {
  const { term, next, decided } = stages[stage]
  return takeStep(work, id, stage, ({ one }) => {
    const unitCode = one.decidingUnitCode
    return {
      meet: [term],
      begin: next === undefined ? [] : [{ rule: next, startedOn: work.today, unitCode }],
      decision: { stage, unitCode, outcome, text },
      event: (step) => newEvent(decided, { ...step, outcome, unitCode })
    }
  })
}
