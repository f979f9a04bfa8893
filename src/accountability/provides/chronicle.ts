import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { seenBy } from '../store.ts'
import { summary } from './citable.ts'

/**
 * The accountability records about a unit, for leaders and auditors of the deciding unit and the units above.
 */
export const chronicle: Chronicle = {
  permission: 'accountability:read',
  chapters: {
    'accountability-record.decided': { zh: '问责', en: 'held to account', clause },
    'accountability-record.lifted': { zh: '问责解除', en: 'accountability lifted', clause }
  },
  about: (actor, unitCode) => sql`
    select accountability_record.id, ${summary} as summary
    from accountability_record
    where accountability_record.target_code = ${unitCode} and ${seenBy(actor)}`
}
