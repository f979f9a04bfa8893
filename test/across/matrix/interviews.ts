import type { Row, Rows, Sight } from './row.ts'

const interview = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'interview', record })
/** The unit that a record is about is a stranger to it, and stays one. */
const account = (sight: Sight, record?: Row['record']): Row => {
  return { sight, scope: 'accountability-record', record }
}

export const interviews: Rows = {
  'GET /v1/interviews': interview('list-addressed'),
  'GET /v1/interviews/:id': interview('addressed', 'interview'),
  'GET /v1/interviews/:id/document': interview('addressed', 'interview'),
  'POST /v1/interviews': interview('write'),
  'PATCH /v1/interviews/:id': interview('write', 'interview'),
  'POST /v1/interviews/:id/hold': interview('write', 'interview'),
  'POST /v1/interviews/:id/close': interview('write', 'interview'),
  'POST /v1/interviews/:id/cancel': interview('write', 'interview'),
  'POST /v1/interviews/:id/commitments/:n/report': interview('write', 'interview'),
  'POST /v1/interviews/:id/commitments/:n/fulfil': interview('write', 'interview'),
  'GET /v1/accountability-records': account('list'),
  'GET /v1/accountability-records/:id': account('hidden', 'accountability'),
  'POST /v1/accountability-records': account('write'),
  'POST /v1/accountability-records/:id/lift': account('write', 'accountability')
}
