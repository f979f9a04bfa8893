import type { Row, Rows, Sight } from './row.ts'

/** Of publicity: schemes and rules are seen by the units below, see test/duty-records/reading.test.ts. */
const duty = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'duty-record', record })

export const duties: Rows = {
  'GET /v1/duty-records': duty('list'),
  'GET /v1/duty-records/missing': duty('list'),
  'GET /v1/duty-records/overview': duty('list'),
  'GET /v1/duty-records/:id': duty('hidden', 'duty'),
  'POST /v1/duty-records': duty('write'),
  'PATCH /v1/duty-records/:id': duty('write', 'duty'),
  'POST /v1/duty-records/:id/withdraw': duty('write', 'duty'),
  'POST /v1/duty-records/:id/confirm': duty('write', 'duty'),
  'POST /v1/duty-records/:id/return': duty('write', 'duty')
}
