import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { seenBy } from '../visibility.ts'

/** The evaluations of a unit, as far as it sees them. */
export const chronicle: Chronicle = {
  permission: 'evaluations:read',
  chapters: {
    'evaluation.opened': { zh: '启动绩效评价', en: 'evaluation opened', clause },
    'evaluation.scored': { zh: '绩效评价评分', en: 'evaluation scored', clause },
    'evaluation.published': { zh: '绩效评价结果发布', en: 'result of an evaluation published', clause }
  },
  about: (actor, unitCode) => sql`
    select evaluation.id, indicator_set.name as summary
    from evaluation join indicator_set on indicator_set.id = evaluation.set_id
    where exists (
        select from evaluation_target as about
        where about.evaluation_id = evaluation.id and about.unit_code = ${unitCode})
      and ${seenBy(actor)}`
}
