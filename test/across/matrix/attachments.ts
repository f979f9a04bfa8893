import type { Row, Rows, Sight } from './row.ts'

/** Each is seen like its record, here one that units below do not see. */
const file = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'attachment', record })

export const attachments: Rows = {
  'GET /v1/attachments': file('follows'),
  'GET /v1/attachments/:id': file('hidden', 'attachment'),
  'GET /v1/attachments/:id/content': file('hidden', 'attachment'),
  'POST /v1/attachments': file('write'),
  'POST /v1/attachments/:id/link': file('write', 'attachment'),
  'DELETE /v1/attachments/:id': file('write', 'attachment')
}
