import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { EvaluationYear, item, SetId, State } from './fields.ts'

/** Evaluations of the units of a subtree, or those that evaluate one unit; the newest first. */
export const evaluations = defineList({
  fields: item,
  from: sql`evaluation
    join unit on unit.code = evaluation.unit_code
    join indicator_set on indicator_set.id = evaluation.set_id`,
  orders: { '-madeAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    year: equals('evaluation.year', EvaluationYear),
    setId: equals('evaluation.set_id', SetId),
    state: oneOrMore('evaluation.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    targetCode: Type.Optional({
      ...UnitCode,
      title: '被评价单位',
      description: 'Unit within the own one that is evaluated, by whatever unit; `within` is then left out'
    })
  }
})
