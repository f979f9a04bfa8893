import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Chronicle } from '../../platform/work/chronicle.ts'
import { CLAUSE as clause } from '../rules.ts'
import { shown } from '../store.ts'

/** The yearly reports of a unit. */
export const chronicle: Chronicle = {
  permission: 'compliance-reports:read',
  chapters: {
    'compliance-report.published': { zh: '发布监管责任落实情况报告', en: 'yearly report published', clause },
    'compliance-report.withdrawn': { zh: '撤回监管责任落实情况报告', en: 'yearly report withdrawn', clause }
  },
  about: (actor, unitCode) => sql`
    select compliance_report.id, compliance_report.year::text as summary
    from compliance_report where compliance_report.unit_code = ${unitCode}
      and ${visible(actor, 'compliance-report', 'compliance_report')} and ${shown(actor)}`
}
