import { sql } from 'kysely'
import type { RetainedKinds } from '../../platform/work/retained.ts'
import '../tables.ts'

/** Only listed: people appraise what was deployed and reported. */
export const retained: RetainedKinds = {
  deployment: {
    subject: 'deployment',
    ended: sql`
      select id, unit_code, path, (closed_at at time zone 'Asia/Shanghai')::date as ended_on
      from deployment where state = 'closed'`
  }
}
