import { sql } from 'kysely'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { lineSeenBy } from '../visibility.ts'

/** What was deployed to a unit, and what became of its reports. */
export const chronicle: Chronicle = {
  permission: 'deployments:read',
  chapters: {
    'deployment.issued': { zh: '接受部署任务', en: 'deployment received', clause },
    'deployment-report.confirmed': { zh: '进展报告已确认', en: 'report on a deployment confirmed', clause },
    'deployment-report.returned': { zh: '进展报告被退回', en: 'report on a deployment returned', clause }
  },
  about: (actor, unitCode) => sql`
    select subject.id, deployment.title as summary
    from deployment_addressee as addressee join deployment on deployment.id = addressee.deployment_id
    cross join lateral (
      select deployment.id
      union all
      select report.id from deployment_report as report
      where report.deployment_id = deployment.id and report.unit_code = addressee.unit_code) as subject (id)
    where addressee.unit_code = ${unitCode} and ${lineSeenBy(actor, 'addressee')}`
}
