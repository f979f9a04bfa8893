import { sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import { TERM } from '../rules.ts'
import '../tables.ts'

export const indicators: IndicatorMeasures = {
  /** First terms that ended in the period, and those that were met. A waiver within the term ends none. */
  'findings.rectified-in-time': (asked) =>
    counted({
      unit: sql`finding.target_code`,
      numerator: sql`count(*) filter (where first.met_on <= first.due_on)`,
      denominator: sql`count(*)`,
      source: sql`from finding cross join lateral (
          select term.due_on, term.met_on from term
          where term.subject_kind = 'finding' and term.subject_id = finding.id and term.rule = ${TERM}
          order by term.started_on, term.id limit 1
        ) as first
        where ${isAsked(sql`finding.target_code`, asked)} and ${inPeriod(sql`first.due_on`, asked)}
          and (finding.waived_on is null or finding.waived_on > first.due_on
            or first.met_on < finding.waived_on)
        group by finding.target_code`
    }),

  /** Findings of the period that repeat an earlier one, of all. */
  'findings.repeated': (asked) =>
    counted({
      unit: sql`finding.target_code`,
      numerator: sql`count(finding.repeats)`,
      denominator: sql`count(*)`,
      source: sql`from finding
        where ${isAsked(sql`finding.target_code`, asked)}
          and ${inPeriod(sql`(finding.created_at at time zone 'Asia/Shanghai')::date`, asked)}
        group by finding.target_code`
    })
}
