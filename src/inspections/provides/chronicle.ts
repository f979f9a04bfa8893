import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { known } from '../visibility.ts'
import { summary } from './citable.ts'

/** What was done at a unit. That it was planned is no news: nobody is told before it is time. */
export const chronicle: Chronicle = {
  permission: 'inspections:read',
  chapters: {
    'inspection.notified': { zh: '通知检查', en: 'an open check was notified', clause: 'jilin-2019-12:3.3' },
    'inspection.started': { zh: '检查开始', en: 'an inspection began', clause: 'jilin-2019-12:3' },
    'inspection.cancelled': {
      zh: '取消检查',
      en: 'an open check was cancelled',
      clause: 'jilin-2019-12:3.3'
    },
    'inspection.completed': { zh: '检查完成', en: 'an inspection ended', clause: 'jilin-2019-12:3' },
    'inspection.published': {
      zh: '检查结果公开',
      en: 'its results were published',
      clause: 'jilin-2019-12:3'
    }
  },
  about: (actor, unitCode) => sql`
    select inspection.id, (${summary(actor)}) as summary
    from inspection
    where inspection.target_code = ${unitCode} and ${known(actor)}`
}
