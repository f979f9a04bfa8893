import type { Row, Rows, Sight } from './row.ts'

const set = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'indicator-set', record })
const evaluation = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'evaluation', record })

/**
 * The set of the world is a draft, its evaluation is opened. What people below see of published ones:
 * test/evaluations.
 */
export const evaluations: Rows = {
  'GET /v1/indicator-sets': set('list-line'),
  'GET /v1/indicator-sets/:id': set('hidden', 'indicatorSet'),
  'POST /v1/indicator-sets': set('write'),
  'PATCH /v1/indicator-sets/:id': set('write', 'indicatorSet'),
  'POST /v1/indicator-sets/:id/publish': set('write', 'indicatorSet'),
  'POST /v1/indicator-sets/:id/retire': set('write', 'indicatorSet'),
  'GET /v1/evaluations': evaluation('list'),
  'GET /v1/evaluations/:id': evaluation('addressed', 'evaluation'),
  'GET /v1/evaluations/:id/ranking': evaluation('addressed', 'evaluation'),
  'GET /v1/evaluations/:id/targets': evaluation('addressed', 'evaluation'),
  'GET /v1/evaluations/:id/targets/:unitCode': evaluation('addressed', 'evaluation'),
  'GET /v1/evaluations/:id/report': evaluation('line', 'publishedEvaluation'),
  'GET /v1/evaluations/:id/scores': evaluation('line', 'publishedEvaluation'),
  'GET /v1/evaluations/:id/targets/:unitCode/self-assessment': evaluation('addressed', 'evaluation'),
  'GET /v1/evaluations/:id/evaluators': evaluation('hidden', 'evaluation'),
  'GET /v1/evaluation-assignments': evaluation('list-assigned'),
  'GET /v1/evaluations/:id/assignment': evaluation('assigned', 'evaluation'),
  'GET /v1/evaluations/:id/assignment/targets/:unitCode': evaluation('assigned', 'evaluation'),
  'GET /v1/evaluations/:id/targets/:unitCode/samples': evaluation('hidden', 'evaluation'),
  'GET /v1/evaluations/:id/targets/:unitCode/samples/:n/frame': evaluation('hidden', 'evaluation'),
  'POST /v1/evaluations/:id/evaluators': evaluation('write', 'evaluation'),
  'DELETE /v1/evaluations/:id/evaluators/:n': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/targets/:unitCode/samples': evaluation('write', 'evaluation'),
  'POST /v1/evaluations': evaluation('write'),
  'POST /v1/evaluations/:id/open': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/verify': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/compute': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/score': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/publish': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/close': evaluation('write', 'evaluation'),
  'PUT /v1/evaluations/:id/targets/:unitCode/values/:item': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/targets/:unitCode/objections': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/targets/:unitCode/objections/:n/decide': evaluation('write', 'evaluation'),
  'POST /v1/evaluations/:id/targets/:unitCode/veto': evaluation('write', 'evaluation')
}
