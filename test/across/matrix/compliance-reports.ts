import type { Row, Rows, Sight } from './row.ts'

const report = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'compliance-report', record })

/** The report of the world is a draft. What people below see of published ones: test/compliance-reports. */
export const complianceReports: Rows = {
  'GET /v1/compliance-reports': report('list-line'),
  'GET /v1/compliance-reports/:id': report('hidden', 'complianceReport'),
  'GET /v1/compliance-reports/:id/document': report('hidden', 'complianceReport'),
  'POST /v1/compliance-reports': report('write'),
  'POST /v1/compliance-reports/:id/refresh': report('write', 'complianceReport'),
  'POST /v1/compliance-reports/:id/publish': report('write', 'complianceReport'),
  'POST /v1/compliance-reports/:id/withdraw': report('write', 'complianceReport')
}
