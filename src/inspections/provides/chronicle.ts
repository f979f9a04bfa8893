import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { isVisible } from '../visibility.ts'
import { summary } from './citable.ts'

/** The inspections of a unit, from the notice or the start on: a plan alone is secret. */
export const chronicle: Chronicle = {
  permission: 'inspections:read',
  chapters: {
    'inspection.notified': { zh: '通知检查', en: 'open check notified', clause: 'jilin-2019-12:3.3' },
    'inspection.started': { zh: '检查开始', en: 'inspection began', clause: 'jilin-2019-12:3' },
    'inspection.cancelled': {
      zh: '取消检查',
      en: 'open check cancelled',
      clause: 'jilin-2019-12:3.3'
    },
    'inspection.completed': { zh: '检查完成', en: 'inspection completed', clause: 'jilin-2019-12:3' },
    'inspection.published': {
      zh: '检查结果公开',
      en: 'inspection results published',
      clause: 'jilin-2019-12:3'
    }
  },
  about: (actor, unitCode) => sql`
    select inspection.id, (${summary(actor)}) as summary
    from inspection
    where inspection.target_code = ${unitCode} and ${isVisible(actor)}`
}
