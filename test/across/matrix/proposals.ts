import type { Row, Rows, Sight } from './row.ts'

const proposal = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'proposal', record })

export const proposals: Rows = {
  'GET /v1/proposals': proposal('list'),
  'GET /v1/proposals/:id': proposal('hidden', 'proposal'),
  'POST /v1/proposals/merge': proposal('write'),
  'POST /v1/proposals/:id/accept': proposal('write', 'proposal'),
  'POST /v1/proposals/:id/dismiss': proposal('write', 'proposal')
}
