import type { Row, Rows, Sight } from './row.ts'

const person = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'staff', record })

/** Never for the target of the inspection, told or not: see test/inspections/team-secrecy.test.ts. */
const team = (sight: Sight, record: Row['record']): Row => ({ sight, scope: 'inspection', record })

export const staff: Rows = {
  'GET /v1/staff': person('list'),
  'GET /v1/staff/:id': person('hidden', 'staff'),
  'POST /v1/staff': person('write'),
  'PATCH /v1/staff/:id': person('write', 'staff'),
  'POST /v1/inspections/:id/draw-team': team('write', 'inspection'),
  'GET /v1/inspections/:id/team-draws': team('hidden', 'inspection'),
  'GET /v1/team-draws/:id': team('hidden', 'teamDraw'),
  'GET /v1/team-draws/:id/frame': team('hidden', 'teamDraw'),
  'GET /v1/team-draws/:id/verification': team('hidden', 'teamDraw')
}
