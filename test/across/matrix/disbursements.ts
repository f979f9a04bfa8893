import type { Row, Rows, Sight } from './row.ts'

const fund = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'fund', record })

export const disbursements: Rows = {
  'GET /v1/disbursements': fund('list'),
  'GET /v1/disbursements/:id': fund('hidden', 'disbursement'),
  'GET /v1/disbursements/:id/uploads': fund('hidden', 'disbursement'),
  'GET /v1/disbursements/:id/roster/template': fund('hidden', 'disbursement'),
  'GET /v1/disbursements/:id/payments/template': fund('hidden', 'disbursement'),
  'GET /v1/fund-uploads/:id/lines': fund('hidden', 'fundUpload'),
  'POST /v1/disbursements': fund('write'),
  'PATCH /v1/disbursements/:id': fund('write', 'disbursement'),
  'PUT /v1/disbursements/:id/roster': fund('write', 'disbursement'),
  'PUT /v1/disbursements/:id/payments': fund('write', 'disbursement'),
  'PATCH /v1/disbursements/:id/payments': fund('write', 'disbursement')
}
