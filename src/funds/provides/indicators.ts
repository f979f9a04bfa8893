import { sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import { TERM } from '../allocations/rules.ts'
import '../tables.ts'

export const indicators: IndicatorMeasures = {
  /** Terms for handing money down that ended in the period, and those that were met. */
  'allocations.in-time': (asked) =>
    counted({
      unit: sql`allocation.unit_code`,
      numerator: sql`count(*) filter (where term.met_on <= term.due_on)`,
      denominator: sql`count(*)`,
      source: sql`from allocation
        join term on term.subject_kind = 'allocation' and term.subject_id = allocation.id
          and term.rule = ${TERM}
        where ${isAsked(sql`allocation.unit_code`, asked)} and ${inPeriod(sql`term.due_on`, asked)}
        group by allocation.unit_code`
    }),

  /** The local share that had arrived by its day, at most as budgeted, of that budgeted: in fen. */
  'matching.in-place': (asked) =>
    counted({
      unit: sql`owed.unit_code`,
      numerator: sql`sum(least(coalesce(owed.arrived, 0), owed.budgeted))`,
      denominator: sql`sum(owed.budgeted)`,
      source: sql`from (
          select allocation.unit_code, allocation.matching_budgeted as budgeted, (
            select max(arrival.arrived) from matching_arrival as arrival
            where arrival.allocation_id = allocation.id
              and arrival.arrived_on <= allocation.matching_due_on) as arrived
          from allocation
          where ${isAsked(sql`allocation.unit_code`, asked)}
            and ${inPeriod(sql`allocation.matching_due_on`, asked)}
        ) as owed
        group by owed.unit_code`
    })
}
