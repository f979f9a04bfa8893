import type { Row, Rows, Sight } from './row.ts'

const person = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'staff', record })

export const staff: Rows = {
  'GET /v1/staff': person('list'),
  'GET /v1/staff/:id': person('hidden', 'staff'),
  'POST /v1/staff': person('write'),
  'PATCH /v1/staff/:id': person('write', 'staff')
}
