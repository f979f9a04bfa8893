import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { seenBy } from '../store.ts'

/** 第四部分（三）: what was promised and not kept is answered for. */
const ACCOUNTABILITY = 'jilin-2019-12:4.3'

/** The interviews with a unit's principal, and what came of them. */
export const chronicle: Chronicle = {
  permission: 'interviews:read',
  chapters: {
    'interview.called': { zh: '通知约谈', en: 'Called to an interview', clause },
    'interview.held': { zh: '约谈', en: 'Interviewed', clause },
    'interview.commitment-fulfilled': { zh: '约谈承诺完成', en: 'A commitment fulfilled', clause },
    'interview.commitment-missed': {
      zh: '约谈承诺逾期',
      en: 'A commitment missed',
      clause: ACCOUNTABILITY
    },
    'interview.commitment-mark-cleared': {
      zh: '约谈承诺逾期标记有误，已撤销',
      en: 'A commitment marked as missed by mistake, and cleared',
      clause: ACCOUNTABILITY
    },
    'interview.closed': { zh: '约谈办结', en: 'The interview closed', clause },
    'interview.cancelled': { zh: '约谈取消', en: 'The interview cancelled', clause }
  },
  about: (actor, unitCode) => sql`
    select interview.id, interview.number || ' ' || interview.reason as summary
    from interview
    where interview.target_code = ${unitCode} and ${seenBy(actor)}`
}
