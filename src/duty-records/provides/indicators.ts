import { sql } from 'kysely'
import { DEEPEST } from '../../platform/access/ancestors.ts'
import { counted, type IndicatorMeasures } from '../../platform/access/indicator-measures.ts'
import { dutiesIn } from '../../policy/index.ts'
import { type StaffOnRegister, standing } from '../standing/store.ts'

/** The indicators of standing duties; a higher room keeps the register of staff. */
export function indicatorsWith(staffOnRegister: StaffOnRegister): IndicatorMeasures {
  return {
    /** Standing duties of the year that the unit met, of those whose last day is over, or that it met. */
    'duties.filed': ({ unitCodes, year, to }) => {
      const tree = { code: '', depth: DEEPEST, codes: `{${unitCodes.join(',')}}` }
      const duties = standing({ tree, year, today: to, duties: dutiesIn(year), staffOnRegister })
      return counted({
        unit: sql`duty.unit_code`,
        numerator: sql`count(*) filter (where duty.state = 'met')`,
        denominator: sql`count(*)`,
        source: sql`from (${duties}) as duty
          where duty.state = 'met' or duty.due_on <= ${to}::date
          group by duty.unit_code`
      })
    }
  }
}
