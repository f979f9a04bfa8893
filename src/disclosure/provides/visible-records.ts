import { sql } from 'kysely'
import { inProvinceOf } from '../../platform/access/province.ts'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../checks/store.ts'

export const visibleRecords: VisibleRecords = {
  'notice-board': {
    permission: 'disclosures:read',
    seen: (actor) => sql`select id from notice_board where ${inProvinceOf(actor, 'notice_board.path')}`
  },
  // The terms of a website are those of a month of a county, which has no disclosure yet.
  disclosure: {
    permission: 'disclosures:read',
    seen: (actor) => sql`
      select id from disclosure where ${inProvinceOf(actor, 'disclosure.path')}
      union all select id from website_due where ${visible(actor, 'disclosure', 'website_due')}`
  },
  'disclosure-check': {
    permission: 'disclosure-checks:read',
    seen: (actor) => sql`select id from disclosure_check where ${seenBy(actor)}`
  }
}
