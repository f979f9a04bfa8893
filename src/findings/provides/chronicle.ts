import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { seenBy } from '../store.ts'

const inspecting = 'jilin-2019-12:3.3'
const rectifying = 'jilin-2019-12:4.3'

/** The findings at a unit and their rectification. */
export const chronicle: Chronicle = {
  permission: 'findings:read',
  chapters: {
    'finding.made': { zh: '发现问题', en: 'problem found', clause: inspecting },
    'finding.rectified': { zh: '报告整改', en: 'rectification reported', clause: rectifying },
    'finding.accepted': { zh: '整改已认定', en: 'rectification accepted', clause: rectifying },
    'finding.sent-back': { zh: '整改被退回', en: 'rectification sent back', clause: rectifying },
    'finding.waived': { zh: '免予整改', en: 'rectification waived', clause: rectifying },
    'finding.term-missed': { zh: '整改逾期', en: 'rectification overdue', clause: rectifying },
    'finding.term-mark-cleared': {
      zh: '整改逾期标记有误，已撤销',
      en: 'mark of an overdue rectification was wrong and is cleared',
      clause: rectifying
    }
  },
  about: (actor, unitCode) => sql`
    select finding.id, left(finding.text, 200) as summary from finding
    where finding.target_code = ${unitCode} and ${seenBy(actor)}`
}
