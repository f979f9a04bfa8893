import type { Row, Rows } from './row.ts'

const figures: Row = { sight: 'figures', scope: 'statistics' }

export const statistics: Rows = {
  'GET /v1/statistics/obligations': figures,
  'GET /v1/statistics/inspections': figures,
  'GET /v1/statistics/findings': figures,
  'GET /v1/statistics/cases': figures,
  'GET /v1/statistics/funds': figures,
  'GET /v1/statistics/disclosure': figures,
  'GET /v1/statistics/relatives': figures,
  'GET /v1/statistics/terms': figures,
  'GET /v1/statistics/compliance': figures,
  'GET /v1/statistics/overview': figures
}
