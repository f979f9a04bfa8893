import type { Row, Rows, Sight } from './row.ts'

/** What is shown to the public is no secret in its province. */
const shown = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'disclosure', record })
/** The check of the world is not told to the target: see test/disclosure and secrecy. */
const check = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'disclosure-check', record })

export const disclosure: Rows = {
  'GET /v1/notice-boards': shown('list-province'),
  'GET /v1/notice-boards/missing': shown('list'),
  'GET /v1/notice-boards/:id': shown('of-province', 'board'),
  'POST /v1/notice-boards': shown('write'),
  'PATCH /v1/notice-boards/:id': shown('write', 'board'),
  'GET /v1/disclosures': shown('list-province'),
  'GET /v1/disclosures/missing': shown('list'),
  'GET /v1/disclosures/:id': shown('of-province', 'disclosure'),
  'POST /v1/disclosures': shown('write'),
  'POST /v1/disclosures/:id/remove': shown('write', 'disclosure'),
  'POST /v1/disclosures/:id/withdraw': shown('write', 'disclosure'),
  'GET /v1/disclosure-checks': check('list-about'),
  'GET /v1/disclosure-checks/:id': check('hidden', 'disclosureCheck'),
  'GET /v1/disclosure-checks/:id/document': check('hidden', 'disclosureCheck'),
  'POST /v1/disclosure-checks': check('write'),
  'POST /v1/disclosure-checks/:id/findings': check('write', 'disclosureCheck')
}
