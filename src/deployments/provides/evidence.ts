import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { Review } from '../vocabulary.ts'

/** Evidence for a report. What was reviewed stays as it was; a returned report is followed by another one. */
const report: EvidenceKind<Review> = {
  table: 'deployment_report',
  records: sql`
    select id, unit_code, path, review as state, array[unit_acting(unit_code)] as units
    from deployment_report`,
  permissions: ['deployments:report'],
  takes: ['open'],
  drafts: ['open']
}

export const evidence = { 'deployment-report': report }
