import { sql } from 'kysely'
import { touched } from '../platform/database/records.ts'
import type { SubjectKind } from '../terms/index.ts'
import { KIND } from './answers/store.ts'
import { TERM } from './rules.ts'
import './tables.ts'

/** An answer keeps the last day of its latest term. */
export const answerTerms: SubjectKind = {
  /** Locks the notice first, as the actions do: it counts the late answers. */
  async lock({ tx }, ids) {
    await sql`
      select from notice where id in (select notice_id from notice_addressee where id = any(${ids}::uuid[]))
      order by id for update`.execute(tx)
    await sql`select from notice_addressee where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`
      update notice_addressee set ${touched(now)}, due_on = (
        select due_on from term
        where subject_kind = ${KIND} and subject_id = notice_addressee.id and rule = ${TERM}
        order by started_on desc, id desc limit 1)
      where id = any(${ids}::uuid[])`.execute(tx)
    // Its `updated_at` stays, as in `recount`.
    await sql`
      update notice set version = version + 1
      where id in (select notice_id from notice_addressee where id = any(${ids}::uuid[]))`.execute(tx)
  }
}
