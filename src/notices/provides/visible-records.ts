import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { KIND } from '../answers/store.ts'
import { answerSeenBy, seenBy } from '../visibility.ts'

export const visibleRecords: VisibleRecords = {
  notice: { permission: 'notices:read', seen: (actor) => sql`select id from notice where ${seenBy(actor)}` },
  [KIND]: {
    permission: 'notices:read',
    seen: (actor) => sql`
      select notice_addressee.id from notice_addressee
      join notice on notice.id = notice_addressee.notice_id where ${answerSeenBy(actor)}`
  }
}
