import { sql } from 'kysely'
import { touched } from '../platform/database/records.ts'
import type { SubjectKind } from '../terms/index.ts'
import './tables.ts'

/** What a website has to show keeps the last days of its two terms. */
export const disclosureTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from website_due where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`
      update website_due set ${touched(now, 'website_due')}, due_on = due.due_on,
        limit_on = greatest(due.due_on, last.due_on)
      from term as due, term as last
      where website_due.id = any(${ids}::uuid[])
        and due.subject_kind = 'disclosure' and due.subject_id = website_due.id
        and due.rule = 'disclosure.website'
        and last.subject_kind = 'disclosure' and last.subject_id = website_due.id
        and last.rule = 'disclosure.website-limit'`.execute(tx)
  }
}
