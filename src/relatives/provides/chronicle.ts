import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { seenBy } from '../filings/store.ts'

/** 第二部分（二）: 低保经办人员和村（居）民委员会成员近亲属享受低保备案. */
const clause = 'jilin-2019-12:2.2'

/** Filings of the filers of a unit. The summary is the number of the household. */
export const chronicle: Chronicle = {
  permission: 'relatives:read',
  chapters: {
    'relative-filing.filed': { zh: '近亲属备案', en: 'near relative filed', clause },
    'relative-filing.ended': { zh: '注销备案', en: 'filing of a near relative ended', clause },
    'relative-filing.term-missed': { zh: '备案期限逾期', en: 'term of a filing missed', clause }
  },
  about: (actor, unitCode) => sql`
    select relative_filing.id, relative_filing.recipient_no as summary
    from relative_filing where relative_filing.unit_code = ${unitCode} and ${seenBy(actor)}`
}
