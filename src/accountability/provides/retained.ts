import { sql } from 'kysely'
import type { RetainedKinds } from '../../platform/work/retained.ts'
import '../tables.ts'

export const retained: RetainedKinds = {
  /** Names who answers for a failing. The period counts from the end of the sanction, where one is set. */
  'accountability-record': {
    subject: 'accountability-record',
    ended: sql`
      select id, unit_code, path, greatest(decided_on, until, lifted_on) as ended_on
      from accountability_record`
  }
}
