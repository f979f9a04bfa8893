import type { Row, Rows, Sight } from './row.ts'

const deployment = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'deployment', record })

/** The deployment of the world is issued; of drafts nobody below learns: see test/deployments. */
export const deployments: Rows = {
  'GET /v1/deployments': deployment('list-addressed'),
  'GET /v1/deployments/:id': deployment('addressed', 'deployment'),
  'GET /v1/deployments/:id/progress': deployment('addressed', 'deployment'),
  'GET /v1/deployments/:id/breakdown': deployment('addressed', 'deployment'),
  'GET /v1/deployments/:id/bulletin': deployment('addressed', 'deployment'),
  'GET /v1/deployments/:id/reports': deployment('addressed', 'deployment'),
  'POST /v1/deployments': deployment('write'),
  'POST /v1/deployments/:id/issue': deployment('write', 'deployment'),
  'POST /v1/deployments/:id/items': deployment('write', 'deployment'),
  'POST /v1/deployments/:id/notice': deployment('write', 'deployment'),
  'POST /v1/deployments/:id/close': deployment('write', 'deployment'),
  'POST /v1/deployments/:id/reports': deployment('write', 'deployment'),
  'GET /v1/deployment-reports/:id': deployment('addressed', 'deploymentReport'),
  'POST /v1/deployment-reports/:id/confirm': deployment('write', 'deploymentReport'),
  'POST /v1/deployment-reports/:id/return': deployment('write', 'deploymentReport')
}
