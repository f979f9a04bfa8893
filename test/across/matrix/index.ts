import { allocations } from './allocations.ts'
import { attachments } from './attachments.ts'
import { cases } from './cases.ts'
import { channels } from './channels.ts'
import { compliance } from './compliance.ts'
import { complianceReports } from './compliance-reports.ts'
import { deployments } from './deployments.ts'
import { disbursements } from './disbursements.ts'
import { disclosure } from './disclosure.ts'
import { duties } from './duties.ts'
import { evaluations } from './evaluations.ts'
import { findings } from './findings.ts'
import { fundChecks } from './fund-checks.ts'
import { ground } from './ground.ts'
import { inspections } from './inspections.ts'
import { interviews } from './interviews.ts'
import { notices } from './notices.ts'
import { proposals } from './proposals.ts'
import { publicLists } from './public-lists.ts'
import { relatives } from './relatives.ts'
import type { Row, Rows, Sight } from './row.ts'
import { staff } from './staff.ts'
import { statistics } from './statistics.ts'

export type { Row, Sight } from './row.ts'

/** Every route of the service. One that is not here fails the test: say there who may see what it shows. */
export const matrix: Rows = {
  ...ground,
  ...cases,
  ...allocations,
  ...disbursements,
  ...fundChecks,
  ...channels,
  ...duties,
  ...deployments,
  ...compliance,
  ...complianceReports,
  ...statistics,
  ...evaluations,
  ...proposals,
  ...disclosure,
  ...publicLists,
  ...relatives,
  ...attachments,
  ...staff,
  ...inspections,
  ...notices,
  ...findings,
  ...interviews,
  'GET /v1/consequences': { sight: 'follows', scope: 'consequence' }
}

export function routesOf(sight: Sight): [route: string, row: Row][] {
  return Object.entries(matrix).filter(([, row]) => row.sight === sight)
}
