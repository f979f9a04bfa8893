import type { Row, Rows, Sight } from './row.ts'

const fund = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'fund', record })

export const fundChecks: Rows = {
  'GET /v1/fund-checks': fund('list'),
  'GET /v1/fund-checks/:id': fund('hidden', 'fundCheck'),
  'GET /v1/fund-checks/:id/exceptions': fund('hidden', 'fundCheck'),
  'GET /v1/fund-checks/:id/referrals': fund('hidden', 'fundCheck'),
  'POST /v1/fund-checks/:id/referrals': fund('write', 'fundCheck'),
  'POST /v1/fund-checks': fund('write'),
  'POST /v1/fund-checks/:id/findings': fund('write', 'fundCheck'),
  'POST /v1/fund-checks/run': fund('write'),
  'GET /v1/fund-runs': fund('list'),
  'GET /v1/fund-runs/:id': fund('hidden', 'fundRun'),
  'GET /v1/fund-runs/:id/missing': fund('hidden', 'fundRun'),
  'GET /v1/fund-schedules/:unitCode': fund('top'),
  'PUT /v1/fund-schedules/:unitCode': fund('top-write')
}
