import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { isOverdue, item, Kind, State, stateOf } from './fields.ts'

const countedFrom = sql`case_letter join petition_case on petition_case.id = case_letter.case_id`
const from = sql`${countedFrom} join unit on unit.code = case_letter.unit_code
  join unit as turn on turn.code = case_letter.turn_code`

/** Letters by the place of the unit that must answer, to everybody who may see that place. */
export const letters = defineList({
  fields: item,
  from,
  countedFrom,
  orders: { dueOn: ['dueOn', 'id'] },
  filters: {
    kind: oneOrMore('case_letter.kind', Kind),
    state: oneOrMore(stateOf, State),
    overdue: flag(item.properties.overdue, (isSet, { today }) => {
      return sql<boolean>`${isOverdue(today)} = ${sql.lit(isSet)}`
    }),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...UnitCode,
      title: '收函单位',
      description: 'Unit to which the letters listed are addressed'
    })
  }
})

/** The letters of a case, the earliest first. */
export const lettersOfCase = defineList({
  fields: item,
  from,
  orders: { issuedOn: ['id'] },
  filters: {},
  parameters: {}
})
