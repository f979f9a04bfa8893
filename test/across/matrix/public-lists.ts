import { open, type Row, type Rows, type Sight } from './row.ts'

const list = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'disclosure-list', record })
/** Never for the unit whose list it was. */
const scan = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'disclosure-scan', record })
/** For people of the county alone: those above may not ask either. */
const register = (sight: Sight): Row => ({ sight, scope: 'protection', record: 'unit' })

export const publicLists: Rows = {
  'GET /v1/disclosure-lists': list('list'),
  'GET /v1/disclosure-lists/:id': list('hidden', 'disclosureList'),
  'POST /v1/disclosure-lists': list('write'),
  'POST /v1/disclosure-lists/:id/render': list('write', 'disclosureList'),
  'GET /v1/disclosure-scans': scan('list'),
  'GET /v1/disclosure-scans/:id': scan('hidden', 'disclosureScan'),
  'POST /v1/disclosure-scans': scan('write'),
  'GET /v1/units/:code/protected-recipients': register('alone'),
  'PUT /v1/units/:code/protected-recipients': register('write'),
  'GET /v1/protected-recipients/template': open()
}
