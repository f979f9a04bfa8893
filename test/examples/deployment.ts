import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [province, city, county, township] = ['22', '2201', '220102', '220102001']

/** Somebody who deploys work, or reports on it. */
export function planner(unit: string): Person {
  return { unit, roles: ['planner', 'leader'], sub: `${unit}:planner` }
}

export const item = {
  no: 1,
  text: '完成低保对象年度复核。',
  measure: { name: '年度复核', unit: '%', target: 100 },
  dueOn: '2026-06-30'
}

/** What the province deploys to its cities. */
export const wanted = {
  unitCode: province,
  title: '2026年社会救助重点工作任务',
  issuedOn: '2026-03-01',
  addressees: { withinCode: province, level: 'city' },
  items: [item]
}

export const finished = { itemNo: 1, state: 'done', value: 100, measures: '逐户入户复核。' }

/** Deployments and their reports, the shortest way. */
export function deploymentsOf({ call }: TestService) {
  const draft = (more: object = {}, options: CallOptions = {}) => {
    const body = { ...wanted, ...more }
    return call('POST', '/v1/deployments', { as: planner(body.unitCode), body, ...options })
  }
  const step = (id: string, name: string, unit: string, body?: object) =>
    call('POST', `/v1/deployments/${id}/${name}`, { as: planner(unit), body })
  const issued = async (more: object = {}): Promise<string> => {
    const { id, unitCode } = ok(await draft(more))
    return ok(await step(id, 'issue', unitCode)).id
  }
  const report = (id: string, unit: string, more: object = {}) =>
    step(id, 'reports', unit, { ...finished, ...more })
  const reported = async (id: string, unit: string, more: object = {}): Promise<string> =>
    ok(await report(id, unit, more)).id
  const review = (reportId: string, name: 'confirm' | 'return', unit: string, body?: object) =>
    call('POST', `/v1/deployment-reports/${reportId}/${name}`, { as: planner(unit), body })
  const confirmed = async (id: string, unit: string, more: object = {}): Promise<string> => {
    const one = await reported(id, unit, more)
    return ok(await review(one, 'confirm', province)).id
  }
  const read = (id: string, unit: string) => call('GET', `/v1/deployments/${id}`, { as: planner(unit) })
  const lines = async (id: string, unit: string, query = '') =>
    ok(await call('GET', `/v1/deployments/${id}/progress?limit=200${query}`, { as: planner(unit) })).items
  return { draft, step, issued, report, reported, review, confirmed, read, lines }
}
