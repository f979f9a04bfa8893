import type { Row, Rows, Sight } from './row.ts'

const finding = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'finding', record })

/** A finding is told to the target from the start. */
export const findings: Rows = {
  'GET /v1/findings': finding('list-about'),
  'GET /v1/findings/:id': finding('addressed', 'finding'),
  'GET /v1/findings/:id/referrals': finding('addressed', 'finding'),
  'POST /v1/findings/:id/referrals': finding('write', 'finding'),
  'POST /v1/findings': finding('write'),
  'POST /v1/findings/:id/rectify': finding('write', 'finding'),
  'POST /v1/findings/:id/accept': finding('write', 'finding'),
  'POST /v1/findings/:id/send-back': finding('write', 'finding'),
  'POST /v1/findings/:id/waive': finding('write', 'finding')
}
