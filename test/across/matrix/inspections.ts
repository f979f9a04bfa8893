import type { Row, Rows, Sight } from './row.ts'

/** The one that is named is an unannounced visit that has not begun: the target is a stranger to it. */
const visit = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'inspection', record })
const campaign = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'campaign', record })

export const inspections: Rows = {
  'GET /v1/inspections': visit('list-about'),
  'GET /v1/inspections/:id': visit('hidden', 'inspection'),
  'POST /v1/inspections': visit('write'),
  'PATCH /v1/inspections/:id': visit('write', 'inspection'),
  'POST /v1/inspections/:id/notify': visit('write', 'inspection'),
  'POST /v1/inspections/:id/start': visit('write', 'inspection'),
  'POST /v1/inspections/:id/cancel': visit('write', 'inspection'),
  'POST /v1/inspections/:id/complete': visit('write', 'inspection'),
  'POST /v1/inspections/:id/publish': visit('write', 'inspection'),
  'POST /v1/inspections/:id/findings': visit('write', 'inspection'),
  'GET /v1/campaigns': campaign('list'),
  'GET /v1/campaigns/:id': campaign('hidden', 'campaign'),
  'GET /v1/campaigns/:id/targets': campaign('hidden', 'campaign'),
  'POST /v1/campaigns': campaign('write'),
  'POST /v1/campaigns/:id/close': campaign('write', 'campaign')
}
