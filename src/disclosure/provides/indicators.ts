import { sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import { isPublished } from '../website/store.ts'
import '../tables.ts'

export const indicators: IndicatorMeasures = {
  /** Months of rosters that a website had to show by a day of the period, and those it showed by then. */
  'disclosure.published': (asked) =>
    counted({
      unit: sql`due.unit_code`,
      numerator: sql`count(*) filter (where due.is_published)`,
      denominator: sql`count(*)`,
      source: sql`from (
          select unit_acting(website_due.unit_code) as unit_code, exists (
            select from disclosure as posted
            where ${isPublished} and posted.posted_on <= website_due.due_on
              and coalesce(posted.withdrawn_on, 'infinity') > website_due.due_on) as is_published
          from website_due
          join fund_programme as programme on programme.id = website_due.programme_id
            and programme.disclosure = 'required'
          where ${inPeriod(sql`website_due.due_on`, asked)}
        ) as due
        where ${isAsked(sql`due.unit_code`, asked)}
        group by due.unit_code`
    })
}
