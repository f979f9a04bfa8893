import { sql } from 'kysely'
import type { RetainedKinds } from '../../platform/work/retained.ts'
import '../tables.ts'

export const retained: RetainedKinds = {
  /**
   * Names responsible persons. The period counts from the decision, the end of the sanction or the lifting,
   * whichever is last.
   */
  'accountability-record': {
    subject: 'accountability-record',
    ended: sql`
      select id, unit_code, path, greatest(decided_on, until, lifted_on) as ended_on
      from accountability_record`
  }
}
