import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [city, county, township] = ['2201', '220102', '220102001']

/** Somebody of a unit who leads it. */
export function leader(unit: string, sub = `${unit}:leader`, roles: Role[] = ['leader']): Person {
  return { unit, roles, sub }
}

/** The province calls the county's principal, past the city between them. */
export const called = {
  unitCode: '22',
  intervieweeUnitCode: county,
  reason: '社会救助资金发放连续两个月超期',
  causes: [],
  calledFor: '2026-03-10T09:00:00+08:00'
}

export const held = {
  heldAt: '2026-03-02',
  minutes: '指出资金发放超期问题，被约谈单位主要负责人作出承诺。',
  attendees: ['张三', '李四'],
  commitments: [
    { text: '补发拖欠资金', dueOn: '2026-03-08' },
    { text: '建立按月核对制度', dueOn: '2026-03-31' }
  ]
}

export interface Commitment {
  n: number
  state: string
  fulfilledOn: string | null
}

/** Interviews, the shortest way. */
export function interviewsOf({ call }: TestService) {
  const summon = (more: object = {}, options: CallOptions = {}) =>
    call('POST', '/v1/interviews', { as: leader('22'), body: { ...called, ...more }, ...options })
  const summoned = async (more: object = {}): Promise<string> => ok(await summon(more)).id
  const step = (id: string, name: string, options: CallOptions = {}) =>
    call('POST', `/v1/interviews/${id}/${name}`, { as: leader('22'), ...options })
  /** An interview that was held, with two commitments unless it is said otherwise. */
  const spoken = async (more: object = {}): Promise<string> => {
    const id = await summoned()
    ok(await step(id, 'hold', { body: { ...held, ...more } }))
    return id
  }
  const fulfil = (id: string, n: number, body: object | null = null, options: CallOptions = {}) =>
    step(id, `commitments/${n}/fulfil`, { ...(body !== null && { body }), ...options })
  const read = async (id: string, as: Person = leader('22')) =>
    (await call('GET', `/v1/interviews/${id}`, { as })).body
  return { summon, summoned, step, spoken, fulfil, read }
}
