import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Actor } from '../../platform/auth/actor.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { compared, equals, flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode, Year } from '../../platform/http/schema.ts'
import { Coverage } from '../fields.ts'
import { mayKnowVisits } from '../visibility.ts'
import { arrangement, itemFor, Method, Overdue, State } from './fields.ts'

const tables = sql`inspection_task join inspection_plan on inspection_plan.id = inspection_task.plan_id`

const ofUnits = {
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own tasks' })
}
const common = {
  coverage: oneOrMore('inspection_task.coverage', Coverage),
  state: oneOrMore('inspection_task.state', State),
  targetCode: equals('inspection_task.target_code', {
    ...UnitCode,
    description: 'Code of the unit to inspect'
  })
}

/** Callers who may not see unannounced visits have separate lists: filters must not reveal the visits. */
function listsFor(knowsVisits: boolean) {
  const fields = itemFor(knowsVisits)
  const { method, scheduledOn, overdue } = arrangement(knowsVisits)
  /** Tasks of a plan, by coverage and target. */
  const ofPlan = defineList({
    fields,
    from: tables,
    countedFrom: tables,
    orders: { targetCode: ['coverage', 'targetCode'] },
    filters: { ...common, updatedSince: updatedSince(fields) },
    parameters: {}
  })
  /** Tasks of all plans of a subtree: by year and unit, then as in each plan. */
  const ofTree = defineList({
    fields,
    from: tables,
    countedFrom: tables,
    orders: { year: ['year', 'unitCode', 'coverage', 'targetCode'] },
    leading: 2,
    filters: {
      year: equals('inspection_plan.year', Year),
      ...common,
      method: oneOrMore(method, Method),
      from: compared(scheduledOn, '>=', {
        title: '安排日期起',
        description: 'Scheduled on that day or later'
      }),
      to: compared(scheduledOn, '<=', {
        title: '安排日期止',
        description: 'Scheduled on that day or earlier'
      }),
      overdue: flag(Overdue, (isSet, { today }) => sql`${overdue(today)} = ${sql.lit(isSet)}`),
      updatedSince: updatedSince(fields)
    },
    parameters: ofUnits
  })
  return { ofPlan, ofTree }
}

const whole = listsFor(true)
const withoutVisits = listsFor(false)

/** The lists of tasks for a caller, with or without the arrangements of unannounced visits. */
export function taskLists(reader: Pick<Actor, 'roles'>): typeof whole {
  return mayKnowVisits(reader) ? whole : withoutVisits
}

/** The parameters of the lists; the same for all callers. */
export const queries = { ofPlan: whole.ofPlan.query, ofTree: whole.ofTree.query }
