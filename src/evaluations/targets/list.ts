import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore } from '../../platform/http/lists/filters.ts'
import { GradeCode } from '../sets/fields.ts'
import { item, Outcome, ranked } from './fields.ts'

const tables = sql`evaluation_target
  join evaluation on evaluation.id = evaluation_target.evaluation_id
  join unit on unit.code = evaluation_target.unit_code`
const countedFrom = sql`evaluation_target join evaluation on evaluation.id = evaluation_target.evaluation_id`

/** The units of an evaluation, by code. */
export const targets = defineList({
  fields: item,
  from: tables,
  countedFrom,
  orders: { unitCode: ['unitCode'] },
  filters: {
    outcome: oneOrMore('evaluation_target.outcome', Outcome),
    grade: oneOrMore('evaluation_target.grade', GradeCode)
  },
  parameters: {}
})

/** The ranked units, group by group. */
export const ranking = defineList({
  fields: ranked,
  from: tables,
  countedFrom,
  orders: { rank: ['groupCode', 'rank', 'unitCode'] },
  filters: { grade: oneOrMore('evaluation_target.grade', GradeCode) },
  parameters: {}
})
