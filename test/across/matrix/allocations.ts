import type { Row, Rows, Sight } from './row.ts'

const programme = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'fund-programme', record })
const fund = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'fund', record })

export const allocations: Rows = {
  'GET /v1/fund-programmes': programme('province'),
  'GET /v1/fund-programmes/:code': programme('province', 'programme'),
  'POST /v1/fund-programmes': programme('top-write'),
  'PATCH /v1/fund-programmes/:code': programme('top-write', 'programme'),
  'GET /v1/fund-accounts': fund('list'),
  'GET /v1/fund-accounts/:id': fund('hidden', 'fundAccount'),
  'POST /v1/fund-accounts': fund('write'),
  'PATCH /v1/fund-accounts/:id': fund('write', 'fundAccount'),
  'POST /v1/fund-accounts/:id/close': fund('write', 'fundAccount'),
  'GET /v1/allocations': fund('list'),
  'GET /v1/allocations/retained': fund('list'),
  'GET /v1/allocations/:id': fund('hidden', 'allocation'),
  'GET /v1/allocations/:id/chain': fund('hidden', 'allocation'),
  'POST /v1/allocations': fund('write'),
  'PATCH /v1/allocations/:id': fund('write', 'allocation'),
  'POST /v1/allocations/:id/matching': fund('write', 'allocation')
}
