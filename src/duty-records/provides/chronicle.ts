import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { seenBy } from '../store.ts'

/** 第二部分（六）: a unit makes its supervision scheme, sets the measures and assigns the responsibilities. */
const clause = 'jilin-2019-12:2.6'

/** What a unit has put on record about its standing duties. */
export const chronicle: Chronicle = {
  permission: 'duties:read',
  chapters: {
    'duty-record.filed': { zh: '填报履职记录', en: 'duty record filed', clause },
    'duty-record.confirmed': { zh: '履职记录已确认', en: 'duty record confirmed', clause },
    'duty-record.returned': { zh: '履职记录被退回', en: 'duty record returned', clause },
    'duty-record.withdrawn': { zh: '撤回履职记录', en: 'duty record withdrawn', clause }
  },
  about: (actor, unitCode) => sql`
    select duty_record.id, duty_record.title as summary
    from duty_record where duty_record.unit_code = ${unitCode} and ${seenBy(actor)}`
}
