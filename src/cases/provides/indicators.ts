import { sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import '../tables.ts'

/**
 * Cases whose terms an evaluated unit may count. Reports are left out for every reader, and so are cases
 * hidden from any unit: a figure would tell the unit that somebody reported it.
 */
const open = sql`found.kind in ('appeal', 'suggestion', 'enquiry') and found.hidden_from is null`

export const indicators: IndicatorMeasures = {
  /** Terms that ended in the period, and those that were met: terms, not cases. */
  'cases.in-time': (asked) =>
    counted({
      unit: sql`term.unit_code`,
      numerator: sql`count(*) filter (where term.met_on <= term.due_on)`,
      denominator: sql`count(*)`,
      source: sql`from term
        join petition_case as found on term.subject_kind = 'case' and found.id = term.subject_id
        where ${isAsked(sql`term.unit_code`, asked)} and ${inPeriod(sql`term.due_on`, asked)}
          and term.rule in ('case.notify', 'case.conclude', 'case.enquiry') and ${open}
        group by term.unit_code`
    }),

  /** Letters whose term for the answer ended in the period, and those answered in time. */
  'letters.answered-in-time': (asked) =>
    counted({
      unit: sql`letter.unit_code`,
      numerator: sql`count(*) filter (where term.met_on <= term.due_on)`,
      denominator: sql`count(*)`,
      source: sql`from case_letter as letter
        join petition_case as found on found.id = letter.case_id
        join term on term.subject_kind = 'letter' and term.subject_id = letter.id
        where ${isAsked(sql`letter.unit_code`, asked)} and ${inPeriod(sql`term.due_on`, asked)} and ${open}
        group by letter.unit_code`
    })
}
