import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { answerSeenBy } from '../visibility.ts'

/** The notices issued to a unit and its answers, for callers who may see that it is addressed. */
export const chronicle: Chronicle = {
  permission: 'notices:read',
  chapters: {
    'notice.issued': { zh: '被通报', en: 'criticised in a notice', clause },
    'notice.closed': { zh: '通报办结', en: 'notice closed', clause },
    'notice.withdrawn': { zh: '通报撤回', en: 'notice withdrawn', clause },
    'notice-answer.given': { zh: '答复通报', en: 'notice answered', clause },
    'notice-answer.accepted': { zh: '通报答复获认可', en: 'answer to a notice accepted', clause },
    'notice-answer.sent-back': { zh: '通报答复被退回', en: 'answer to a notice sent back', clause },
    'notice-answer.term-missed': { zh: '通报逾期未答复', en: 'notice not answered in time', clause },
    'notice-answer.term-mark-cleared': {
      zh: '通报逾期标记有误，已撤销',
      en: 'mark of a late answer was wrong and is cleared',
      clause
    }
  },
  about: (actor, unitCode) => sql`
    select subject.id, notice.number || ' ' || notice.title as summary
    from notice_addressee join notice on notice.id = notice_addressee.notice_id
    cross join lateral (values (notice.id), (notice_addressee.id)) as subject (id)
    where notice_addressee.unit_code = ${unitCode} and ${answerSeenBy(actor)}`
}
