import type { Row, Rows, Sight } from './row.ts'

const filer = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'filer', record })
/** Also seen from the county up where the recipient lives: see test/relatives/reading.test.ts. */
const filing = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'relative-filing', record })

const tie = (sight: Sight): Row => ({ sight, scope: 'relative-tie', record: 'unit' })
const members = (sight: Sight): Row => ({ sight, scope: 'fund', record: 'disbursement' })
const check = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'relative-check', record })
const dispute = (sight: Sight, record?: Row['record']): Row => ({
  sight,
  scope: 'relative-dispute',
  record
})

export const relatives: Rows = {
  'GET /v1/filers': filer('list'),
  'GET /v1/filers/:id': filer('hidden', 'filer'),
  'POST /v1/filers': filer('write'),
  'POST /v1/filers/import': filer('write'),
  'PATCH /v1/filers/:id': filer('write', 'filer'),
  'POST /v1/filers/:id/leave': filer('write', 'filer'),
  'PUT /v1/filers/:id/declarations/:year': filer('write', 'filer'),
  'GET /v1/relative-filings': filing('list'),
  'GET /v1/relative-filings/:id': filing('hidden', 'filing'),
  'POST /v1/relative-filings': filing('write'),
  'POST /v1/relative-filings/import': filing('write'),
  'POST /v1/relative-filings/:id/register': filing('write', 'filing'),
  'POST /v1/relative-filings/:id/visit': filing('write', 'filing'),
  'POST /v1/relative-filings/:id/correct': filing('write', 'filing'),
  'POST /v1/relative-filings/:id/end': filing('write', 'filing'),
  'GET /v1/units/:code/relative-filings/document': { ...filing('hidden'), record: 'unit' },
  'GET /v1/units/:code/relative-ties': tie('hidden'),
  'PUT /v1/units/:code/relative-ties': tie('write'),
  'GET /v1/disbursements/:id/members': members('hidden'),
  'PUT /v1/disbursements/:id/members': members('write'),
  'POST /v1/relative-filings/:id/dispute': filing('write', 'filing'),
  'GET /v1/relative-disputes': dispute('list'),
  'GET /v1/relative-disputes/:id': dispute('hidden', 'relativeDispute'),
  'POST /v1/relative-disputes/:id/withdraw': dispute('write', 'relativeDispute'),
  'GET /v1/relative-checks': check('list'),
  'GET /v1/relative-checks/:id': check('hidden', 'relativeCheck'),
  'GET /v1/relative-checks/:id/exceptions': check('hidden', 'relativeCheck'),
  'POST /v1/relative-checks': check('write'),
  'POST /v1/relative-checks/:id/findings': check('write', 'relativeCheck')
}
