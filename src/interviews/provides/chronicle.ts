import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { seenBy } from '../store.ts'

/** 第四部分（三）: a commitment that was not kept leads to accountability. */
const ACCOUNTABILITY = 'jilin-2019-12:4.3'

/** The interviews with the principal of a unit, and their results. */
export const chronicle: Chronicle = {
  permission: 'interviews:read',
  chapters: {
    'interview.called': { zh: '通知约谈', en: 'called to an interview', clause },
    'interview.held': { zh: '约谈', en: 'interview held', clause },
    'interview.commitment-fulfilled': { zh: '约谈承诺完成', en: 'interview commitment fulfilled', clause },
    'interview.commitment-missed': {
      zh: '约谈承诺逾期',
      en: 'interview commitment missed',
      clause: ACCOUNTABILITY
    },
    'interview.commitment-mark-cleared': {
      zh: '约谈承诺逾期标记有误，已撤销',
      en: 'mark of a missed interview commitment was wrong and is cleared',
      clause: ACCOUNTABILITY
    },
    'interview.closed': { zh: '约谈办结', en: 'interview closed', clause },
    'interview.cancelled': { zh: '约谈取消', en: 'interview cancelled', clause }
  },
  about: (actor, unitCode) => sql`
    select interview.id, interview.number || ' ' || interview.reason as summary
    from interview
    where interview.target_code = ${unitCode} and ${seenBy(actor)}`
}
