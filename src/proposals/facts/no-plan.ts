import { sql } from 'kysely'
import { yearOf } from '../../platform/values/days.ts'
import { obligationsWithin } from '../../policy/index.ts'
import { type FactSource, fact, isAsked, measures, nobody } from './fact.ts'

const everywhere = { code: '*', depth: 0 }

/**
 * Units that owed inspections in the year that is over and have no plan of it. A year of which nobody in the
 * province has a plan is unknown: the service was not in use then.
 */
export const noPlan: FactSource = async (asked) => {
  const year = yearOf(asked.today) - 1
  const { units } = await obligationsWithin(asked.tx, everywhere, year, `${year}-12-31`)
  const owing = units.flatMap(({ unitCode, items }) => {
    const required = items.reduce((sum, item) => sum + item.required, 0)
    return required > 0 ? [{ unitCode, required }] : []
  })
  const figures = { year: sql`${year}::int`, required: sql`owing.required` }
  return sql`
    with planned as (select unit_code, within_1 from inspection_plan where year = ${year}::int)
    select owing."unitCode" as target_code, ${year}::text as key, ${year}::text as period,
      ${measures({ number: sql`1` })},
      jsonb_build_array(${fact(null, nobody, figures)}) as facts, null as gap
    from jsonb_to_recordset(${JSON.stringify(owing)}::jsonb) as owing ("unitCode" text, required int)
    join unit on unit.code = owing."unitCode"
    where ${isAsked(asked, 'unit.code')} and unit.within_1 in (select within_1 from planned)
      and unit.code not in (select unit_code from planned)`
}
