import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { compared, equals, oneOrMore } from '../../platform/http/lists/filters.ts'
import * as evaluations from '../fields.ts'
import { assignedTo, hasFreeTarget, isAgreed } from './assigned-to.ts'
import { listed } from './fields.ts'

/**
 * Assignments of the calling third party, the latest first. There is no filter by changes: others change the
 * evaluation, and their work is no business of the third party.
 */
export const assignments = defineList({
  fields: listed,
  from: sql`evaluation_evaluator
    join evaluation on evaluation.id = evaluation_evaluator.evaluation_id
    join unit on unit.code = evaluation.unit_code
    join indicator_set on indicator_set.id = evaluation.set_id`,
  countedFrom: sql`evaluation_evaluator
    join evaluation on evaluation.id = evaluation_evaluator.evaluation_id`,
  orders: { '-assignedAt': ['assignedAt', 'evaluationId'], verifyBy: ['verifyBy', 'evaluationId'] },
  filters: {
    year: equals('evaluation.year', evaluations.EvaluationYear),
    state: oneOrMore('evaluation.state', evaluations.State),
    verifyFrom: compared('evaluation.verify_by', '>=', {
      title: '核查截止日期起',
      description: 'Earliest day by which values are verified'
    }),
    verifyTo: compared('evaluation.verify_by', '<=', {
      title: '核查截止日期止',
      description: 'Latest day by which values are verified'
    })
  },
  parameters: {}
})

/** What the caller was assigned and may see today. */
export const own: Scope = {
  values: {},
  shape: '',
  where: (_, viewer) =>
    sql<boolean>`(${assignedTo(viewer)} and ${isAgreed(viewer.today)} and ${hasFreeTarget})`
}
