import type { Row, Rows, Sight } from './row.ts'

const notice = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'notice', record })

/** The notice of the world is issued; of drafts nobody below learns: see test/notices and secrecy. */
export const notices: Rows = {
  'GET /v1/notices': notice('list-addressed'),
  'GET /v1/notices/:id': notice('addressed', 'notice'),
  'GET /v1/notices/:id/document': notice('addressed', 'notice'),
  'GET /v1/notices/:id/answers': notice('addressed', 'notice'),
  'GET /v1/notices/:id/answers/:unitCode': notice('addressed', 'notice'),
  'POST /v1/notices': notice('write'),
  'PATCH /v1/notices/:id': notice('write', 'notice'),
  'POST /v1/notices/:id/issue': notice('write', 'notice'),
  'POST /v1/notices/:id/withdraw': notice('write', 'notice'),
  'POST /v1/notices/:id/close': notice('write', 'notice'),
  'POST /v1/notices/:id/answers': notice('write', 'notice'),
  'POST /v1/notices/:id/answers/:unitCode/accept': notice('write', 'notice'),
  'POST /v1/notices/:id/answers/:unitCode/send-back': notice('write', 'notice')
}
