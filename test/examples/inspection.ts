import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [city, county, township, village] = ['2201', '220102', '220102001', '220102001001']
export const beside = '220103'

/** Somebody who inspects at a unit. */
export function inspector(
  unit: string,
  sub = `${unit}:inspector`,
  roles: Role[] = ['planner', 'inspector', 'leader']
): Person {
  return { unit, roles, sub }
}

/** The city goes to its county. */
export const visit = {
  unitCode: city,
  targetCode: county,
  method: 'unannounced-visit',
  plannedOn: '2026-06-03',
  areas: ['funds', 'disclosure']
}

export const sound = { areas: visit.areas.map((area) => ({ area, conclusion: 'sound' })) }

export const campaign = {
  unitCode: city,
  topic: '低保资金发放专项督导',
  from: '2026-03-01',
  to: '2026-06-30',
  targets: { unitCodes: [county, beside] }
}

type More = CallOptions & { more?: object }

/** Inspections and campaigns, the shortest way. */
export function inspectionsOf({ call }: TestService) {
  const plan = ({ more, ...options }: More = {}) =>
    call('POST', '/v1/inspections', { as: inspector(city), body: { ...visit, ...more }, ...options })
  const planned = async (more: object = {}, as = inspector(city)): Promise<string> =>
    ok(await plan({ more, as })).id
  const step = (id: string, name: string, options: CallOptions = {}) =>
    call('POST', `/v1/inspections/${id}/${name}`, { as: inspector(city), ...options })
  const change = (id: string, body: object, options: CallOptions = {}) =>
    call('PATCH', `/v1/inspections/${id}`, {
      as: inspector(city),
      body,
      headers: { 'if-match': '*' },
      ...options
    })
  /** One that was taken as far as a step. */
  const upTo = async (last: 'notify' | 'start' | 'complete' | 'publish', more: object = {}) => {
    const id = await planned(last === 'notify' ? { method: 'open-check', ...more } : more)
    if (last === 'notify') ok(await step(id, 'notify'))
    else ok(await step(id, 'start'))
    if (last === 'complete' || last === 'publish') ok(await step(id, 'complete', { body: sound }))
    if (last === 'publish') ok(await step(id, 'publish'))
    return id
  }
  const read = (id: string, unit = city) => call('GET', `/v1/inspections/${id}`, { as: inspector(unit) })
  const list = async (unit: string, query = ''): Promise<string[]> => {
    const { items } = ok(await call('GET', `/v1/inspections${query}`, { as: inspector(unit) }))
    return items.map(({ id }: { id: string }) => id)
  }
  /** A task of a plan of the city on the county; gives its id. */
  const task = async (year = 2026): Promise<string> => {
    const as = inspector(city)
    const made = ok(await call('POST', '/v1/inspection-plans', { as, body: { unitCode: city, year } }))
    const url = `/v1/inspection-plans/${made.id}/tasks?targetCode=${county}&coverage=full`
    return ok(await call('GET', url, { as })).items[0].id
  }
  const run = async (more: object = {}): Promise<string> =>
    ok(await call('POST', '/v1/campaigns', { as: inspector(city), body: { ...campaign, ...more } })).id
  return { plan, planned, step, change, upTo, read, list, task, run }
}
