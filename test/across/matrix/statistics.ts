import type { Rows } from './row.ts'

export const statistics: Rows = {
  'GET /v1/statistics/obligations': { sight: 'list', scope: 'inspection-plan' },
  'GET /v1/statistics/inspections': { sight: 'list', scope: 'inspection' },
  'GET /v1/statistics/findings': { sight: 'list', scope: 'finding' },
  'GET /v1/statistics/cases': { sight: 'list', scope: 'case' },
  'GET /v1/statistics/funds': { sight: 'list', scope: 'fund' },
  'GET /v1/statistics/disclosure': { sight: 'list', scope: 'disclosure' },
  'GET /v1/statistics/relatives': { sight: 'list', scope: 'relative-filing' },
  'GET /v1/statistics/terms': { sight: 'list', scope: 'compliance' },
  'GET /v1/statistics/overview': { sight: 'list', scope: 'compliance' }
}
