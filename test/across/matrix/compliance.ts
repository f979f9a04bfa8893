import type { Rows } from './row.ts'

export const compliance: Rows = {
  'GET /v1/compliance': { sight: 'list', scope: 'compliance' },
  'GET /v1/units/:code/compliance': { sight: 'hidden', scope: 'compliance', record: 'unit' }
}
