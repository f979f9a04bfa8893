import { sql } from 'kysely'
import type { RetainedKinds } from '../../platform/work/retained.ts'
import '../tables.ts'

/** Evaluated once in a statement: months are few, batches are many. */
const monthsAtHand = sql`
  select period from (select distinct period from disbursement) as month
  where not fund_month_archived(period)`

export const retained: RetainedKinds = {
  /**
   * Lines of rosters and payments, by batch, until their month is taken out of the database (runbook). The
   * service does not delete single lines, because a check would not notice that they are missing.
   */
  'fund-lines': {
    subject: 'disbursement',
    ended: sql`
      select id, unit_code, path, (period + interval '1 month - 1 day')::date as ended_on
      from disbursement
      where (roster_upload_id is not null or payments_upload_id is not null)
        and period = any(array(${monthsAtHand}))`
  }
}
