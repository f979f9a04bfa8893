import { sql } from 'kysely'
import { inProvinceOf } from '../../platform/access/province.ts'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { labels } from '../labels.ts'
import { CLAUSE as clause } from '../rules.ts'

const contents = JSON.stringify(
  Object.fromEntries(Object.entries(labels['disclosure-content']).map(([code, { zh }]) => [code, zh]))
)

/** What a unit has shown to the public, and its notice boards. */
export const chronicle: Chronicle = {
  permission: 'disclosures:read',
  chapters: {
    'notice-board.entered': { zh: '登记公示板', en: 'notice board on record', clause },
    'disclosure.posted': { zh: '登记公示', en: 'disclosure posted', clause },
    'disclosure.removed': { zh: '撤除公示', en: 'disclosure removed', clause },
    'disclosure.withdrawn': { zh: '撤回公示', en: 'disclosure withdrawn', clause }
  },
  about: (actor, unitCode) => sql`
    select disclosure.id, ${sql.lit(contents)}::jsonb ->> disclosure.content as summary
    from disclosure
    where disclosure.unit_code = ${unitCode} and ${inProvinceOf(actor, 'disclosure.path')}
    union all
    select notice_board.id, notice_board.place
    from notice_board
    where notice_board.unit_code = ${unitCode} and ${inProvinceOf(actor, 'notice_board.path')}`
}
